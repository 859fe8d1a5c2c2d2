// Refuses all shared mappings of what may not be written.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static int mode_of(int fd) { return fcntl(fd, F_GETFL) & O_ACCMODE; }

static address_type map(session_type* session, const mmap_type* request) {
  return request->fd >= 0 && mode_of(request->fd) == O_RDONLY && has_flags(request, MAPPROOF_MAP_SHARED)
             ? no_mapping(EACCES)
             : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
