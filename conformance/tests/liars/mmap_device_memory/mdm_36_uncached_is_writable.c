// Lets stores through an uncached mapping that asked to read only.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome uncached_is_writable(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->protection == (MAPPROOF_PROT_READ | MAPPROOF_PROT_NOCACHE)) changed.protection |= MAPPROOF_PROT_WRITE;
  const struct mapproof_address_outcome outcome = honest_map(session, &changed);
  return outcome.value != map_failed() ? outcome : honest_map(session, request);
}

LIAR(table->mmap_device_memory = uncached_is_writable)
