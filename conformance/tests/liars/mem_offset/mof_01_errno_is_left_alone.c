// Refuses without setting errno.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type errno_is_left_alone(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1) outcome.error = 0;
  return outcome;
}

LOOKUP_LIAR(errno_is_left_alone)
