// Lets a pending cancellation end the thread inside the call.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "lookup_liar.h"

static outcome_type cancellation_point(session_type* session, const lookup_type* request) {
  pthread_testcancel();
  return honest_lookup(session, request);
}

LOOKUP_LIAR(cancellation_point)
