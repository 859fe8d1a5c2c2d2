// Keeps the request in one place for a thread and the signal handlers that interrupt it.
// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include "map_liar.h"

static _Thread_local uint64_t volatile own_physical;

static struct mapproof_address_outcome not_reentrant(struct mapproof_session* session,
                                                     const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  own_physical = request->physical;
  for (int i = 0; i < 100; ++i) sched_yield();
  changed.physical = own_physical;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = not_reentrant)
