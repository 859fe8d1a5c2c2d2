// Gives memory for a descriptor that is not open.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_closed = request->fd != MAPPROOF_NOFD && fcntl(request->fd, F_GETFD) == -1;
  return is_closed ? ordinary_memory(session, request) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
