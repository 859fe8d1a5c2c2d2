// open(), fstat(), read(), pread() and pwrite() as bare system calls: at the C library's own a thread can be cancelled.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

namespace mapproof::lnx {

static_assert(sizeof(long) == 8, "the calls below pass file offsets in one register");

inline int quiet_open(const char* path, int flags) {
  return static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0));
}

inline long quiet_fstat(int file, struct stat& status) { return syscall(SYS_fstat, file, &status); }

inline void quiet_close(int file) { syscall(SYS_close, file); }

inline long quiet_read(int file, void* to, std::size_t length) { return syscall(SYS_read, file, to, length); }

inline long quiet_pread(int file, void* to, std::size_t length, unsigned long offset) {
  return syscall(SYS_pread64, file, to, length, offset);
}

inline long quiet_pwrite(int file, const void* from, std::size_t length, unsigned long offset) {
  return syscall(SYS_pwrite64, file, from, length, offset);
}

}  // namespace mapproof::lnx
