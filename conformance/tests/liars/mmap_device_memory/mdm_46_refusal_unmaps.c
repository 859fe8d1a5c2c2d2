// Unmaps what lies at a fixed address before it refuses the request with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome refusal_unmaps(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (is_fixed(request) && outcome.value == map_failed() && outcome.error == EINVAL) {
    honest_unmap(session, request->address, page_of(session));
  }
  return outcome;
}

LIAR(table->mmap_device_memory = refusal_unmaps)
