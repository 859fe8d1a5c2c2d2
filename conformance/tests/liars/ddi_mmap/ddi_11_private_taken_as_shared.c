// Maps a MAP_PRIVATE request as if it had been MAP_SHARED.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome shared(struct mapproof_session* session,
                                              const struct mapproof_mmap_request* request) {
  struct mapproof_mmap_request changed = *request;
  changed.flags = (changed.flags & ~MAPPROOF_MAP_PRIVATE) | MAPPROOF_MAP_SHARED;
  return honest()->driver_mmap(session, &changed);
}

LIAR(table->driver_mmap = shared)
