// Maps executable memory without the ability to.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_arrange_outcome unimpressed(struct mapproof_session* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_WITHOUT_EXEC_PRIVILEGE ? done : honest()->provoke(session, request);
}

LIAR(table->provoke = unimpressed)
