// Refuses contiguous memory because of a large offset that means nothing.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_large = has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON) &&
                       request->offset > honest()->facts(session)->highest_physical;
  return is_large ? no_mapping(ENXIO) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
