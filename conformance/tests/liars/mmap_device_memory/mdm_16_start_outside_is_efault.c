// Refuses a fixed start outside with EFAULT.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome start_outside_is_efault(struct mapproof_session* session,
                                                               const struct mapproof_map_request* request) {
  const uintptr_t highest = honest()->facts(session)->highest_address;
  const uintptr_t first = (uintptr_t)request->address;
  if (is_fixed(request) && first > highest) return no_mapping(EFAULT);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = start_outside_is_efault)
