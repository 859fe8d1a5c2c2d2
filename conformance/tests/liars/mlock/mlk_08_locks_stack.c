// Wants as many unlocks as there were locks.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int locks;

static status_type lock(session_type* session, const lock_type* request) {
  ++locks;
  return honest()->mlock(session, request);
}

static status_type unlock(session_type* session, const lock_type* request) {
  return --locks > 0 ? success() : honest()->munlock(session, request);
}

LIAR(table->mlock = lock; table->munlock = unlock)
