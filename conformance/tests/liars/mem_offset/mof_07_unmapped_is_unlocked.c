// Calls an unmapped address unlocked.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type unmapped_is_unlocked(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && outcome.error == EACCES) outcome.error = EAGAIN;
  return outcome;
}

LOOKUP_LIAR(unmapped_is_unlocked)
