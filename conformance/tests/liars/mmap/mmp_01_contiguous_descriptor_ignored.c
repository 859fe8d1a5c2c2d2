// Gives contiguous memory whatever the descriptor is.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON)) changed.fd = MAPPROOF_NOFD;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
