// Refuses all contiguous memory.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON) ? no_mapping(EINVAL)
                                                                   : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
