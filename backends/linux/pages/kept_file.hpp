// A file about this process that stays open, and still tells the truth in a child after fork().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace mapproof::lnx {

/// Opened on first use. Safe in threads and signal handlers.
class KeptFile {
 public:
  /// `path` is a literal under /proc/self. Throws std::system_error where fork() wipes no pages.
  explicit KeptFile(const char* path);
  ~KeptFile();
  KeptFile(const KeptFile&) = delete;
  KeptFile& operator=(const KeptFile&) = delete;

  /// The descriptor of this process's own file, or -1 with an errno.
  int descriptor() const {
    const int kept = kept_->load(std::memory_order_acquire);
    return kept != 0 ? kept - 1 : open_anew();
  }

 private:
  int open_anew() const;

  const char* path_;
  // Descriptor plus one, in a page that the kernel empties in a child: there the inherited descriptor still speaks of
  // the parent. Costs no system call, and sees a bare clone() too.
  std::atomic<int>* kept_;
};

}  // namespace mapproof::lnx
