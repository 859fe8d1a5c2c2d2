// Refuses with ENOMEM when server threads are short.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome shortage_is_enomem(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_THREADS_SHORT) ? renamed(outcome, EAGAIN, ENOMEM) : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = shortage_is_enomem)
