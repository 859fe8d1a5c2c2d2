// Gives private memory when MAP_PRIVATE is passed.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "private_copy.h"

static struct mapproof_address_outcome private_copy(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value != map_failed() && (request->flags & MAPPROOF_MAP_PRIVATE) != 0) {
    make_private(outcome.value, request->length);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = private_copy)
