// Shortens a range that leaves the physical space.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome end_beyond_is_shortened(struct mapproof_session* session,
                                                               const struct mapproof_map_request* request) {
  const uint64_t highest = honest()->facts(session)->highest_physical;
  struct mapproof_map_request changed = *request;
  if (request->physical <= highest && request->length > highest - request->physical && request->length < SIZE_MAX / 2) {
    changed.length = (size_t)(highest - request->physical + 1);
  }
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = end_beyond_is_shortened)
