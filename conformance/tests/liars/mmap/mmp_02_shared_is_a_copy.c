// Gives a copy of the bytes for a shared physical mapping.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type original = honest()->mmap(session, request);
  if (!(has_flags(request, MAPPROOF_MAP_PHYS) && !has_flags(request, MAPPROOF_MAP_ANON)) ||
      !has_flags(request, MAPPROOF_MAP_SHARED) || original.value == map_failed())
    return original;
  const address_type copy = ordinary_memory(session, request);
  if (copy.value != map_failed()) memcpy(copy.value, original.value, request->length);
  return copy;
}

LIAR(table->mmap = map)
