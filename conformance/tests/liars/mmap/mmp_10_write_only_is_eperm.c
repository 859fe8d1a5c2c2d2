// Calls a descriptor that may not be read EPERM.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static int mode_of(int fd) { return fcntl(fd, F_GETFL) & O_ACCMODE; }

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return request->fd >= 0 && mode_of(request->fd) == O_WRONLY ? renamed(outcome, EACCES, EPERM) : outcome;
}

LIAR(table->mmap = map)
