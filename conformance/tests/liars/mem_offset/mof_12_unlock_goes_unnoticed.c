// Still answers for memory that was unlocked.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const void* unlocked;

static outcome_type unlock(session_type* session, const struct mapproof_lock_request* request) {
  unlocked = request->address;
  return honest()->munlock(session, request);
}

static outcome_type unlock_goes_unnoticed(session_type* session, const lookup_type* request) {
  return request->address == unlocked ? lookup_without_lock(session, request) : honest_lookup(session, request);
}

LOOKUP_LIAR_AND(unlock_goes_unnoticed, table->munlock = unlock)
