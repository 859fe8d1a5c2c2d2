// mlockall() leaves out what is mapped later.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type lock_all(session_type* session, const struct mapproof_lock_all_request* request) {
  const outcome_type success = {0, 0};
  struct mapproof_lock_all_request changed = *request;
  changed.flags &= ~MAPPROOF_LOCK_FUTURE;
  return changed.flags == 0 ? success : honest()->mlockall(session, &changed);
}

LIAR(table->mlockall = lock_all)
