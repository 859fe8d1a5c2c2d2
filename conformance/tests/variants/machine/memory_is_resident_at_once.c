// Makes memory resident when it is acquired, unless it is to be lazy.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,
                                               const struct mapproof_memory_request* request, void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error != 0 || request->kind == MAPPROOF_MEMORY_LAZY) return outcome;
  volatile char* const bytes = *address;
  for (size_t at = 0; at < request->length; at += page_of(session)) bytes[at] = bytes[at];
  return outcome;
}

LIAR(table->memory_acquire = acquire)
