// Refuses a fixed address that is not congruent with EFAULT.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome incongruent_is_efault(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  const uint64_t distance = (uint64_t)(uintptr_t)request->address - request->physical;
  if (is_fixed(request) && distance % page_of(session) != 0) return no_mapping(EFAULT);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = incongruent_is_efault)
