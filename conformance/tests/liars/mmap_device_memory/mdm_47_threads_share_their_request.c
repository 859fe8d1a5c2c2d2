// Keeps the request in one place for all threads.
// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include "map_liar.h"

static uint64_t _Atomic shared_physical;

static struct mapproof_address_outcome threads_share_their_request(struct mapproof_session* session,
                                                                   const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  shared_physical = request->physical;
  sched_yield();
  changed.physical = shared_physical;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = threads_share_their_request)
