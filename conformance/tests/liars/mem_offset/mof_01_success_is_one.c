// Answers 1 on success.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type success_is_one(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0) outcome.value = 1;
  return outcome;
}

LOOKUP_LIAR(success_is_one)
