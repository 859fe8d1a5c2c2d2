// Gives empty memory for a private physical mapping.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_private = has_flags(request, MAPPROOF_MAP_PHYS) && !has_flags(request, MAPPROOF_MAP_ANON) &&
                         has_flags(request, MAPPROOF_MAP_PRIVATE);
  return is_private && request->fd == MAPPROOF_NOFD ? ordinary_memory(session, request)
                                                    : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
