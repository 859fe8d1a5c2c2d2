// Rounds a fixed address that is not congruent to the physical address.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome fixed_address_rounded(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  const size_t page = page_of(session);
  struct mapproof_map_request changed = *request;
  const uintptr_t address = (uintptr_t)request->address;
  if (is_fixed(request)) changed.address = (void*)(address - address % page + request->physical % page);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = fixed_address_rounded)
