// Says that it locked, and did not.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type lock_has_no_effect(session_type* session, const struct mapproof_lock_request* request) {
  const outcome_type success = {0, 0};
  (void)session;
  (void)request;
  return success;
}

LIAR(table->mlock = lock_has_no_effect)
