// Drops PROT_WRITE in place of refusing.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static int mode_of(int fd) { return fcntl(fd, F_GETFL) & O_ACCMODE; }

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (request->fd >= 0 && mode_of(request->fd) == O_RDONLY && has_flags(request, MAPPROOF_MAP_SHARED))
    changed.protection &= ~MAPPROOF_PROT_WRITE;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
