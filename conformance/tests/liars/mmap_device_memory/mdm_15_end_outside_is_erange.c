// Refuses a fixed range whose end is outside with ERANGE.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome end_outside_is_erange(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  const uintptr_t highest = honest()->facts(session)->highest_address;
  const uintptr_t first = (uintptr_t)request->address;
  if (is_fixed(request) && first <= highest && request->length > highest - first + 1) return no_mapping(ERANGE);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = end_outside_is_erange)
