// Accepts MAP_STACK.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome stack_accepted(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if ((request->flags & MAPPROOF_MAP_STACK) != 0) changed.flags &= ~MAPPROOF_MAP_STACK;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = stack_accepted)
