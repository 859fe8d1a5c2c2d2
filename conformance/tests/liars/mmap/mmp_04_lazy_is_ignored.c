// Gives contiguous memory at once although it was to be lazy.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON | MAPPROOF_MAP_LAZY))
    changed.flags &= ~MAPPROOF_MAP_LAZY;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
