// Numbers its nodes 3, 7, 11 and so on, as machines with empty sockets do.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i].node = windows[i].node * 4 + 3)

static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,
                                               const struct mapproof_memory_request* request, void** address) {
  struct mapproof_memory_request changed = *request;
  if (changed.node >= 0) changed.node = (changed.node - 3) / 4;
  return honest()->memory_acquire(session, &changed, address);
}

LIAR(table->facts = facts; table->memory_acquire = acquire)
