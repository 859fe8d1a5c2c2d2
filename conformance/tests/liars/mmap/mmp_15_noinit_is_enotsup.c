// Calls MAP_NOINIT ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return has_flags(request, MAPPROOF_MAP_NOINIT) ? no_mapping(ENOTSUP) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
