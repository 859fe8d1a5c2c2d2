// Keeps the request in one place for all threads.
// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include "lookup_liar.h"

static const void* _Atomic shared_address;

static outcome_type threads_share_their_request(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  shared_address = request->address;
  sched_yield();
  changed.address = shared_address;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(threads_share_their_request)
