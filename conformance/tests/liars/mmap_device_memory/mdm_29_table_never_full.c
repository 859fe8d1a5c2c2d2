// Maps on although no mapping can be recorded any more.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_arrange_outcome unimpressed(struct mapproof_session* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_MAPPING_TABLE_FULL ? done : honest()->provoke(session, request);
}

LIAR(table->provoke = unimpressed)
