// Treats a hint as fixed where something is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome hint_overlays(struct mapproof_session* session,
                                                     const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length != 0 && is_mapped(session, request->address)) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = hint_overlays)
