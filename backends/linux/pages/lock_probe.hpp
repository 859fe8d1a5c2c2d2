// Is this page locked? Asked of the kernel in one harmless system call.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#ifndef MADV_COLD
#define MADV_COLD 20
#endif

namespace mapproof::lnx {

enum class Lock { locked, unlocked, unmapped };

/// `page_address` is on a page border. Linux refuses to make a page cold that is locked, huge or part of a device
/// mapping: these are the ones that stay where they are. Needs Linux 5.4.
inline Lock lock_of(std::uintptr_t page_address, std::size_t page) {
  if (madvise(reinterpret_cast<void*>(page_address), page, MADV_COLD) == 0) return Lock::unlocked;
  if (errno == ENOMEM) return Lock::unmapped;
  return errno == EINVAL ? Lock::locked : Lock::unlocked;
}

}  // namespace mapproof::lnx
