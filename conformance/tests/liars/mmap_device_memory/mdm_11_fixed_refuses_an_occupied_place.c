// Refuses MAP_FIXED over a mapping.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome fixed_refuses_an_occupied_place(struct mapproof_session* session,
                                                                       const struct mapproof_map_request* request) {
  if (is_fixed(request) && request->length != 0 && is_mapped(session, request->address)) return no_mapping(EEXIST);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = fixed_refuses_an_occupied_place)
