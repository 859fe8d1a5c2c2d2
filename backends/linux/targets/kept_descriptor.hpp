// A device file's descriptor that is only used while it still is the file that was opened.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "linux/io/own_file.hpp"
#include "linux/pages/maps.hpp"

namespace mapproof::lnx {

/// The program may close any number, and the next file that it opens gets that. Safe in threads and signal handlers.
class KeptDescriptor {
 public:
  /// The number, or -1 if there is none or it is another file by now.
  int checked();
  /// The number without the check, or -1.
  int number() const { return number_.load(std::memory_order_acquire); }

  /// Takes `fresh`, of open_own(), over, unless another thread was first. False, with ENXIO: it is not the file that
  /// was opened before.
  bool keep(int fresh);
  /// Closes it, if it is ours still.
  void close();

  /// How the kernel lists a mapping of the file: some file systems show another device there than fstat() does.
  void show_as(const MapsLine& line);
  bool is_map_of(const MapsLine& line) const;

 private:
  std::atomic<int> number_{-1};
  FileIdentity identity_;
  std::atomic<std::uint64_t> shown_device_{0}, shown_inode_{0};  // as /proc/self/maps says
};

}  // namespace mapproof::lnx
