// Wants MAP_ANON for anonymous memory.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return request->fd == MAPPROOF_NOFD && (request->flags & (MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON)) == 0
             ? no_mapping(EBADF)
             : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
