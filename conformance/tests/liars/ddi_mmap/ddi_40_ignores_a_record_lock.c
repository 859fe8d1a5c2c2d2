// Maps on although a record lock is held.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static struct mapproof_arrange_outcome unimpressed(session_type* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_DEVICE_RECORD_LOCKED ? done : honest()->provoke(session, request);
}

LIAR(table->provoke = unimpressed)
