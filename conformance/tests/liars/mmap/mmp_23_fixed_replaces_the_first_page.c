// Replaces the first page only of a fixed range.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (has_flags(request, MAPPROOF_MAP_FIXED) && request->length > page_of(session)) changed.length = page_of(session);
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
