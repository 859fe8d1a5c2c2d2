// Gives shared memory in pieces where one run was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const struct mapproof_memory_request pieces = {MAPPROOF_MEMORY_FRAGMENTED, -1, request->length};
  address_type outcome = honest()->mmap(session, request);
  if (has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON) && has_flags(request, MAPPROOF_MAP_SHARED) &&
      outcome.value != map_failed()) {
    honest()->memory_acquire(session, &pieces, &outcome.value);
  }
  return outcome;
}

LIAR(table->mmap = map)
