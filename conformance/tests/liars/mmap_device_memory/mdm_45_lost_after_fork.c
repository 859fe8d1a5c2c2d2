// Loses the mapping in a child after fork.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "map_liar.h"

static struct mapproof_address_outcome lost_after_fork(struct mapproof_session* session,
                                                       const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  const uintptr_t inside = (uintptr_t)outcome.value % page_of(session);
  if (outcome.value != map_failed()) {
    madvise((void*)((uintptr_t)outcome.value - inside), request->length + inside, MADV_DONTFORK);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = lost_after_fork)
