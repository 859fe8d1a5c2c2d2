// Wants as many unlocks as there were locks.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static int locks;

static outcome_type lock(session_type* session, const struct mapproof_lock_request* request) {
  ++locks;
  return honest()->mlock(session, request);
}

static outcome_type unlock(session_type* session, const struct mapproof_lock_request* request) {
  const outcome_type success = {0, 0};
  return --locks > 0 ? success : honest()->munlock(session, request);
}

LIAR(table->mlock = lock, table->munlock = unlock)
