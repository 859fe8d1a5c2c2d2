// Returns the start of the page for an unaligned physical address.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome pointer_at_the_page(struct mapproof_session* session,
                                                           const struct mapproof_map_request* request) {
  struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value != map_failed() && !is_fixed(request)) {
    outcome.value = (void*)((uintptr_t)outcome.value - (uintptr_t)outcome.value % page_of(session));
  }
  return outcome;
}

LIAR(table->mmap_device_memory = pointer_at_the_page)
