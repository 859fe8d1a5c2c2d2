// Moves a request that cannot be placed where MAP_FIXED says.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome fixed_is_moved(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  struct mapproof_map_request anywhere = *request;
  anywhere.flags &= ~MAPPROOF_MAP_FIXED;
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (!is_fixed(request) || outcome.value != map_failed()) return outcome;
  return honest_map(session, &anywhere);
}

LIAR(table->mmap_device_memory = fixed_is_moved)
