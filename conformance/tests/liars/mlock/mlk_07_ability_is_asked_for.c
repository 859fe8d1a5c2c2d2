// Asks for an ability that no document knows any more.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type lock(session_type* session, const lock_type* request) {
  return is_provoked(MAPPROOF_WITHOUT_LOCK_PRIVILEGE) ? refusal(EPERM) : honest()->mlock(session, request);
}

LIAR(table->mlock = lock; table->provoke = remember)
