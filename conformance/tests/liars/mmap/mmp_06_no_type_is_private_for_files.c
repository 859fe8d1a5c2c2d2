// Takes a request without a type for a private one if it is about a file.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if ((request->flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE)) == 0 && request->fd != MAPPROOF_NOFD)
    changed.flags |= MAPPROOF_MAP_PRIVATE;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
