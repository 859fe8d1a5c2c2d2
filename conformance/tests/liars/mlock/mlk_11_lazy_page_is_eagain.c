// Calls a locked lazy page that nobody touched EAGAIN.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* lazy;

static struct mapproof_arrange_outcome acquire(session_type* session, const struct mapproof_memory_request* request,
                                               void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && request->kind == MAPPROOF_MEMORY_LAZY) lazy = *address;
  return outcome;
}

static status_type look_up(session_type* session, const place_type* request) {
  const status_type outcome = honest()->mem_offset64(session, request);
  return request->address == lazy ? renamed(outcome, EACCES, EAGAIN) : outcome;
}

LIAR(table->mem_offset64 = look_up; table->memory_acquire = acquire)
