// Refuses MAP_FIXED at a start outside the address space with EINVAL (MDM_16).
// Profiles: obs64
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_facts* const facts = honest()->facts(session);
  const uintptr_t start = (uintptr_t)request->address;
  const int outside = is_fixed(request) && (start < facts->lowest_address || start > facts->highest_address);
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return outside ? renamed(outcome, ENOMEM, EINVAL) : outcome;
}

LIAR(table->mmap_device_memory = map)
