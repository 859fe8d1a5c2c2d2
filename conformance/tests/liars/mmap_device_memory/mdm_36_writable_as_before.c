// Gives a range the rights with which it was mapped first.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static uint64_t writable_start = UINT64_MAX;

static struct mapproof_address_outcome writable_as_before(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if ((request->protection & MAPPROOF_PROT_WRITE) != 0) writable_start = request->physical;
  if (request->physical == writable_start) changed.protection |= MAPPROOF_PROT_WRITE;
  const struct mapproof_address_outcome outcome = honest_map(session, &changed);
  return outcome.value != map_failed() ? outcome : honest_map(session, request);
}

LIAR(table->mmap_device_memory = writable_as_before)
