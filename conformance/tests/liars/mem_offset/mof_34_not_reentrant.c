// Keeps the request in one place for a thread and the signal handlers that interrupt it.
// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include "lookup_liar.h"

static _Thread_local const void* volatile own_address;

static outcome_type not_reentrant(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  own_address = request->address;
  for (int i = 0; i < 100; ++i) sched_yield();
  changed.address = own_address;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(not_reentrant)
