// Calls missing memory EAGAIN.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  return renamed(honest()->mlock(session, request), ENOMEM, EAGAIN);
}

LIAR(table->mlock = lock)
