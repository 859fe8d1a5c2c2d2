// Maps what may not be read.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static int mode_of(int fd) { return fcntl(fd, F_GETFL) & O_ACCMODE; }

static address_type map(session_type* session, const mmap_type* request) {
  const int is_granted = request->fd >= 0 && mode_of(request->fd) == O_WRONLY;
  return is_granted ? ordinary_memory(session, request) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
