// Refuses contiguous memory because of an unaligned offset that means nothing.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_unaligned =
      has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON) && request->offset % page_of(session) != 0;
  return is_unaligned ? no_mapping(EINVAL) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
