// Gives every private mapping of a file the file itself.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (request->fd >= 0) changed.flags = (request->flags & ~MAPPROOF_MAP_PRIVATE) | MAPPROOF_MAP_SHARED;
  const address_type outcome = honest()->mmap(session, &changed);
  return outcome.value != map_failed() ? outcome : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
