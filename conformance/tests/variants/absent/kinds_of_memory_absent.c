// Gives plain anonymous memory and no other kind.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.memory_kinds = 1u << MAPPROOF_MEMORY_ANONYMOUS)

static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,
                                               const struct mapproof_memory_request* request, void** address) {
  const struct mapproof_arrange_outcome absent = {ENOTSUP, "this system gives no memory of that kind."};
  if (request->kind != MAPPROOF_MEMORY_ANONYMOUS) return absent;
  return honest()->memory_acquire(session, request, address);
}

LIAR(table->facts = facts; table->memory_acquire = acquire)
