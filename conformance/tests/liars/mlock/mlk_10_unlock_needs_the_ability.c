// Asks for the ability to lock when it unlocks.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type unlock(session_type* session, const lock_type* request) {
  return is_provoked(MAPPROOF_WITHOUT_LOCK_PRIVILEGE) ? refusal(EPERM) : honest()->munlock(session, request);
}

LIAR(table->munlock = unlock; table->provoke = remember)
