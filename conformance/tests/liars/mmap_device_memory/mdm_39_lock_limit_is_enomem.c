// Refuses with ENOMEM when the lock limit would be exceeded.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome lock_limit_is_enomem(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_LOCK_LIMIT) ? renamed(outcome, EAGAIN, ENOMEM) : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = lock_limit_is_enomem)
