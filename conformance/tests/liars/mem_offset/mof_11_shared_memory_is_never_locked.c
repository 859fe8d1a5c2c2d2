// Does not see the lock of shared memory.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type shared_memory_is_never_locked(session_type* session, const lookup_type* request) {
  if (was_acquired(request->address) && request->fd == MAPPROOF_NOFD) return refusal(EAGAIN);
  return honest_lookup(session, request);
}

REMEMBER(MAPPROOF_MEMORY_SHARED)
LOOKUP_LIAR_ABOUT_ACQUIRED(shared_memory_is_never_locked)
