// posix_typed_mem_open() and posix_typed_mem_get_info(): there is no typed memory on Linux, and both say so.
// SPDX-License-Identifier: Apache-2.0
#include <mapproof_qnx.h>

#include <cerrno>

#include "linux/io/quiet_io.hpp"
#include "reason.hpp"

#define MAPPROOF_QNX_CALL extern "C" __attribute__((visibility("default")))

namespace {

int refused(int error) {
  mapproof::lnx::note_reason(
      "typed memory: Linux has none of any name; use mmap() with MAP_PHYS and MAP_ANON for a physical run.");
  errno = error;
  return -1;
}

}  // namespace

MAPPROOF_QNX_CALL int posix_typed_mem_open(const char*, int, int) { return refused(ENOENT); }

MAPPROOF_QNX_CALL int posix_typed_mem_get_info(int fd, struct posix_typed_mem_info*) {
  struct stat status;
  return refused(mapproof::lnx::quiet_fstat(fd, status) == 0 ? ENODEV : EBADF);
}
