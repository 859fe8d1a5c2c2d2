// Locks more than the limit allows.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static struct mapproof_arrange_outcome unimpressed(session_type* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_LOCK_LIMIT ? done : honest()->provoke(session, request);
}

LIAR(table->provoke = unimpressed)
