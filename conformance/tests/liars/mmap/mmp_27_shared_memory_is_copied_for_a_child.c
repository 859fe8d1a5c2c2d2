// Gives a child its own copy of shared memory.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_mmap_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap(session, request);
  const int is_shared_memory = request->flags == (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_ANON);
  if (outcome.error == 0 && is_shared_memory && request->protection == (MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE))
    mmap(outcome.value, request->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return outcome;
}

LIAR(table->mmap = lie)
