// Touches all memory that is given to a process which locks everything.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int locks_future;

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  locks_future = (request->flags & MAPPROOF_LOCK_FUTURE) != 0;
  return honest()->mlockall(session, request);
}

static struct mapproof_arrange_outcome acquire(session_type* session, const struct mapproof_memory_request* request,
                                               void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && locks_future) *(volatile char*)*address = 0;
  return outcome;
}

LIAR(table->mlockall = lock_everything; table->memory_acquire = acquire)
