// /proc/self/pagemap: the frame behind each page of this process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "kept_file.hpp"

namespace mapproof::lnx {

/// One 64-bit word of pagemap.
class PagemapWord {
 public:
  static constexpr std::uint64_t present_bit = std::uint64_t{1} << 63;
  static constexpr std::uint64_t frame_bits = (std::uint64_t{1} << 55) - 1;

  explicit PagemapWord(std::uint64_t bits = 0) : bits_(bits) {}
  bool present() const { return (bits_ & present_bit) != 0; }
  bool swapped() const { return (bits_ >> 62 & 1) != 0; }  // also while the kernel moves the page
  /// 0 if the opener of the descriptor lacked CAP_SYS_ADMIN.
  std::uint64_t frame() const { return bits_ & frame_bits; }
  /// Anonymous, and not this process's alone: the shared zero page, or a page that awaits its copy.
  bool shared_anonymous() const { return !of_file() && (bits_ >> 56 & 1) == 0; }
  /// Of a file, or of shared memory.
  bool of_file() const { return (bits_ >> 61 & 1) != 0; }

 private:
  std::uint64_t bits_;
};

/// Safe in threads and signal handlers.
class Pagemap {
 public:
  /// Reads the words of `count` pages from `page` on. Fewer if the address space ends; -1 with an errno if there is no
  /// pagemap to read.
  std::ptrdiff_t read(std::uintptr_t page, std::uint64_t* words, std::size_t count) const;

  /// The word of one page; not present if there is nothing to read.
  PagemapWord word(std::uintptr_t page) const;

  /// The descriptor of this process's own pagemap, or -1 with an errno.
  int descriptor() const { return file_.descriptor(); }
  /// The same without a look whether it still is.
  int unchecked() const { return file_.unchecked(); }
  /// Opens it again with the rights that the caller has now.
  int renew() const { return file_.renew(); }

 private:
  KeptFile file_{"/proc/self/pagemap"};
};

}  // namespace mapproof::lnx
