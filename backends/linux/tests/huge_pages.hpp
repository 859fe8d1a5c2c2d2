// Huge pages for a test, on top of those that the machine has reserved.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

#include "linux/io/text_file.hpp"

namespace mapproof::lnx {

/// Lets the kernel make that many more of 2 MiB on demand; takes the permission back at the end.
class ReservedHugePages {
 public:
  explicit ReservedHugePages(std::uint64_t count) : count_(allow(0) ? count : 0) { allow(count_); }
  ~ReservedHugePages() { allow(0 - count_); }
  ReservedHugePages(const ReservedHugePages&) = delete;
  ReservedHugePages& operator=(const ReservedHugePages&) = delete;

  /// Why there may be none.
  const std::string& reason() const { return reason_; }

 private:
  bool allow(std::uint64_t more) {
    const std::string path = "/sys/kernel/mm/hugepages/hugepages-2048kB/nr_overcommit_hugepages";
    std::uint64_t now = 0;
    if (!parse_number(read_line(path), now)) {
      reason_ = "this kernel has no huge pages of 2 MiB";
      return false;
    }
    std::ofstream file(path);
    file << now + more << std::flush;
    reason_ = file ? "no 2 MiB of memory lie together" : "only root may ask for them";
    return static_cast<bool>(file);
  }

  std::string reason_;
  std::uint64_t count_;
};

}  // namespace mapproof::lnx
