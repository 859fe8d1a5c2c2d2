// Asks for the ability to lock when it unlocks everything.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type unlock_everything(session_type* session) {
  return is_provoked(MAPPROOF_WITHOUT_LOCK_PRIVILEGE) ? refusal(EPERM) : honest()->munlockall(session);
}

LIAR(table->munlockall = unlock_everything; table->provoke = remember)
