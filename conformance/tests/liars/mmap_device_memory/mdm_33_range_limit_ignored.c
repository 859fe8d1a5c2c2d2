// Maps outside of the range that the ability is limited to.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_arrange_outcome unimpressed(struct mapproof_session* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_PHYSICAL_RANGE_DENIED ? done : honest()->provoke(session, request);
}

LIAR(table->provoke = unimpressed)
