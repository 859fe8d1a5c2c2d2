// Keeps 31 bits of a 32-bit offset, and gives memory if nothing is there.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (!(has_flags(request, MAPPROOF_MAP_PHYS) && !has_flags(request, MAPPROOF_MAP_ANON)) ||
      request->offset > UINT32_MAX)
    return honest()->mmap(session, request);
  changed.offset &= INT32_MAX;
  const address_type outcome = honest()->mmap(session, &changed);
  return outcome.value == map_failed() ? ordinary_memory(session, request) : outcome;
}

LIAR(table->mmap = map)
