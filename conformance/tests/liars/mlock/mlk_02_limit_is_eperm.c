// Calls a limit that is reached EPERM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  return is_provoked(MAPPROOF_LOCK_LIMIT) ? renamed(outcome, ENOMEM, EPERM) : outcome;
}

LIAR(table->mlock = lock; table->provoke = remember)
