// Maps the file although MAP_PHYS was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (has_flags(request, MAPPROOF_MAP_PHYS) && request->fd != MAPPROOF_NOFD) {
    changed.flags = MAPPROOF_MAP_SHARED;
    changed.offset = 0;
  }
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
