// Gives memory with something left in it.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (request->fd == MAPPROOF_NOFD && (request->flags & (MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON)) == 0 &&
      outcome.value != map_failed())
    memset(outcome.value, 0xa5, request->length);
  return outcome;
}

LIAR(table->mmap = map)
