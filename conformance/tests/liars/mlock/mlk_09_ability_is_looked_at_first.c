// Looks at the ability before it looks at the flags.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  return is_provoked(MAPPROOF_WITHOUT_LOCK_PRIVILEGE) ? refusal(EPERM) : honest()->mlockall(session, request);
}

LIAR(table->mlockall = lock_everything; table->provoke = remember)
