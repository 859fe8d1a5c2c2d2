// Maps on although the address space is full.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static struct mapproof_arrange_outcome unimpressed(session_type* session,
                                                   const struct mapproof_provoke_request* request) {
  const struct mapproof_arrange_outcome done = {0, ""};
  return request->condition == MAPPROOF_ADDRESS_SPACE_FULL ? done : honest()->provoke(session, request);
}

LIAR(table->open = open_with_addresses; table->provoke = unimpressed)
