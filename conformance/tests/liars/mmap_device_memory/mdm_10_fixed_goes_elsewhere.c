// Succeeds at another address than the one that MAP_FIXED names.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome fixed_goes_elsewhere(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome there = honest_map(session, request);
  if (!is_fixed(request) || there.value == map_failed()) return there;
  struct mapproof_map_request anywhere = *request;
  anywhere.address = NULL;
  anywhere.flags &= ~MAPPROOF_MAP_FIXED;
  const struct mapproof_address_outcome elsewhere = honest_map(session, &anywhere);
  honest_unmap(session, there.value, request->length);
  return elsewhere;
}

LIAR(table->mmap_device_memory = fixed_goes_elsewhere)
