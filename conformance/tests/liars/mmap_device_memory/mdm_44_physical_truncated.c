// Truncates the physical address to 32 bits.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome physical_truncated(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.physical &= UINT32_MAX;
  const struct mapproof_address_outcome outcome = honest_map(session, &changed);
  return outcome.value != map_failed() ? outcome : honest_map(session, request);
}

LIAR(table->mmap_device_memory = physical_truncated)
