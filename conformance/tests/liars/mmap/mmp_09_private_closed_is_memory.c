// Gives private memory for a descriptor that is not open.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_closed = request->fd >= 0 && fcntl(request->fd, F_GETFD) == -1;
  const int becomes_memory = is_closed && has_flags(request, MAPPROOF_MAP_PRIVATE);
  return becomes_memory ? ordinary_memory(session, request) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
