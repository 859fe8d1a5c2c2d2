// Extends the sign of a 32-bit offset.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (has_flags(request, MAPPROOF_MAP_PHYS) && !has_flags(request, MAPPROOF_MAP_ANON) && changed.offset <= UINT32_MAX)
    changed.offset = (uint64_t)(int64_t)(int32_t)(uint32_t)changed.offset;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
