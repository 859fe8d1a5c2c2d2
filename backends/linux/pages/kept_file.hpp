// A file about this process that stays open, and still tells the truth in a child after fork().
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "linux/io/own_file.hpp"

namespace mapproof::lnx {

/// Opened on first use, and again when the program has closed it: a number that is another file by now is never used.
/// Safe in threads and signal handlers.
class KeptFile {
 public:
  /// `path` is a literal under /proc/self. Throws std::system_error where fork() wipes no pages.
  explicit KeptFile(const char* path);
  ~KeptFile();
  KeptFile(const KeptFile&) = delete;
  KeptFile& operator=(const KeptFile&) = delete;

  /// The descriptor of this process's own file, or -1 with an errno.
  int descriptor() const {
    const int number = kept_->number.load(std::memory_order_acquire);
    return number != 0 && is_own(number - 1, kept_->identity) ? number - 1 : open_anew(number);
  }

  /// Opens it again with the rights that the caller has now.
  int renew() const { return open_anew(kept_->number.load(std::memory_order_acquire)); }

  /// The number alone, or -1: nobody knows whether it still is this file.
  int unchecked() const { return kept_->number.load(std::memory_order_acquire) - 1; }

 private:
  struct Kept {
    std::atomic<int> number{0};  // plus one
    FileIdentity identity;
  };
  int open_anew(int before) const;

  const char* path_;
  // In a page that the kernel empties in a child: there the inherited descriptor still speaks of the parent. Costs no
  // system call, and sees a bare clone() too.
  Kept* kept_;
};

}  // namespace mapproof::lnx
