// Ignores flags that it does not know.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  lock_all_type changed = *request;
  changed.raw_flags &= MAPPROOF_LOCK_CURRENT | MAPPROOF_LOCK_FUTURE;
  return honest()->mlockall(session, &changed);
}

LIAR(table->mlockall = lock_everything)
