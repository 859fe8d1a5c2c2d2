// Calls a passing shortage ENOMEM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  return renamed(honest()->mlock(session, request), EAGAIN, ENOMEM);
}

LIAR(table->mlock = lock)
