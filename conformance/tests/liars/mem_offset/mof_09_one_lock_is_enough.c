// Takes all memory for locked once any is.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static int locked;

static outcome_type lock(session_type* session, const struct mapproof_lock_request* request) {
  locked = 1;
  return honest()->mlock(session, request);
}

static outcome_type one_lock_is_enough(session_type* session, const lookup_type* request) {
  return locked ? lookup_without_lock(session, request) : honest_lookup(session, request);
}

LOOKUP_LIAR_AND(one_lock_is_enough, table->mlock = lock)
