// Gives every shared mapping of a file a copy of it.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (request->fd >= 0) changed.flags = (request->flags & ~MAPPROOF_MAP_SHARED) | MAPPROOF_MAP_PRIVATE;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
