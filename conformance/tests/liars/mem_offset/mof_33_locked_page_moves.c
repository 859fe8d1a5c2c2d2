// Moves locked pages too.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_lock_request last;

static struct mapproof_status_outcome lock(struct mapproof_session* session,
                                           const struct mapproof_lock_request* request) {
  last = *request;
  return honest()->mlock(session, request);
}

static struct mapproof_arrange_outcome provoke(struct mapproof_session* session,
                                               const struct mapproof_provoke_request* request) {
  honest()->munlock(session, &last);
  const struct mapproof_arrange_outcome outcome = honest()->provoke(session, request);
  honest()->mlock(session, &last);
  return outcome;
}

LIAR(table->mlock = lock, table->provoke = provoke)
