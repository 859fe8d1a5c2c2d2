// Refuses with the negative errno in place of -1.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type refusal_is_the_negative_errno(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1) outcome.value = -outcome.error;
  return outcome;
}

LOOKUP_LIAR(refusal_is_the_negative_errno)
