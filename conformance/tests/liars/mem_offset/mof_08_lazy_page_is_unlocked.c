// Calls a lazily mapped page unlocked until it is resident.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type lazy_page_is_unlocked(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && was_acquired(request->address) && outcome.error == EACCES) outcome.error = EAGAIN;
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_LAZY)
LOOKUP_LIAR_ABOUT_ACQUIRED(lazy_page_is_unlocked)
