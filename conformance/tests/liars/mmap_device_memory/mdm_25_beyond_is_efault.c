// Refuses a range beyond the physical space with EFAULT.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome beyond_is_efault(struct mapproof_session* session,
                                                        const struct mapproof_map_request* request) {
  const uint64_t highest = honest()->facts(session)->highest_physical;
  if (request->length != 0 && request->physical > highest) return no_mapping(EFAULT);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = beyond_is_efault)
