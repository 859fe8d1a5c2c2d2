// Moves a fixed range down until its end is inside.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome end_outside_is_moved(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  const uintptr_t highest = honest()->facts(session)->highest_address;
  const uintptr_t first = (uintptr_t)request->address;
  struct mapproof_map_request changed = *request;
  if (is_fixed(request) && first <= highest && request->length > highest - first + 1) {
    changed.address = NULL;
    changed.flags &= ~MAPPROOF_MAP_FIXED;
  }
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = end_outside_is_moved)
