// Locks all memory for everybody.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  const status_type outcome = honest()->mlockall(session, request);
  return outcome.value == -1 && outcome.error == EPERM ? success() : outcome;
}

LIAR(table->mlockall = lock_everything)
