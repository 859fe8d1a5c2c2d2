// Unmaps what a hint points at, and then maps elsewhere.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "wiped_hint.h"

static struct mapproof_address_outcome hint_unmaps(struct mapproof_session* session,
                                                   const struct mapproof_map_request* request) {
  const int is_a_hint = request->address != NULL && !is_fixed(request) && request->length != 0;
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (is_a_hint && outcome.value != map_failed() && outcome.value != request->address &&
      kind_at(request->address) == PRIVATE_MEMORY) {
    munmap(request->address, page_of(session));
  }
  return outcome;
}

LIAR(table->mmap_device_memory = hint_unmaps)
