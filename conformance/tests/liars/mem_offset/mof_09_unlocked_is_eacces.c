// Calls unlocked memory inaccessible.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type unlocked_is_eacces(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && outcome.error == EAGAIN) outcome.error = EACCES;
  return outcome;
}

LOOKUP_LIAR(unlocked_is_eacces)
