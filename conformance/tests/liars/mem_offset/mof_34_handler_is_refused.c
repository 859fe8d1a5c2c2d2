// Refuses a lookup that interrupts another one of the same thread.
// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include "lookup_liar.h"

static _Thread_local volatile int inside;

static outcome_type handler_is_refused(session_type* session, const lookup_type* request) {
  if (inside) return refusal(EAGAIN);
  inside = 1;
  for (int i = 0; i < 100; ++i) sched_yield();
  const outcome_type outcome = honest_lookup(session, request);
  inside = 0;
  return outcome;
}

LOOKUP_LIAR(handler_is_refused)
