// Calls a pipe ENXIO.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "posix_liar.h"

static int is_a(int fd, mode_t type) {
  struct stat status;
  return fd >= 0 && fstat(fd, &status) == 0 && (status.st_mode & S_IFMT) == type;
}

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return is_a(request->fd, S_IFIFO) ? renamed(outcome, ENODEV, ENXIO) : outcome;
}

LIAR(table->mmap = map)
