// Is this page locked? Asked of the kernel in one system call that changes nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace mapproof::lnx {

enum class Lock { locked, unlocked, unmapped };

/// `page_address` is on a page border. Linux refuses to invalidate locked memory and, without MS_SYNC, does nothing to
/// any other: no data is written, no huge page split. Device mappings and huge pages of hugetlbfs, which stay where
/// they are without a lock, are told as unlocked. A bare system call: at the C library's own a thread can be cancelled.
inline Lock lock_of(std::uintptr_t page_address, std::size_t page) {
  if (syscall(SYS_msync, page_address, page, MS_INVALIDATE) == 0) return Lock::unlocked;
  if (errno == ENOMEM) return Lock::unmapped;
  return errno == EBUSY ? Lock::locked : Lock::unlocked;
}

}  // namespace mapproof::lnx
