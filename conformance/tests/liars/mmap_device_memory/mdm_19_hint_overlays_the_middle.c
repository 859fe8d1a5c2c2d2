// Treats a hint as fixed where its first page is free.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome hint_overlays_the_middle(struct mapproof_session* session,
                                                                const struct mapproof_map_request* request) {
  struct mapproof_map_request fixed = *request;
  fixed.flags |= MAPPROOF_MAP_FIXED;
  if (request->address != NULL && !is_mapped(session, request->address)) {
    const struct mapproof_address_outcome outcome = honest_map(session, &fixed);
    if (outcome.value != map_failed()) return outcome;
  }
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = hint_overlays_the_middle)
