// Calls a lock limit that is reached by a mapping ENOMEM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return is_provoked(MAPPROOF_LOCK_LIMIT) ? renamed(outcome, EAGAIN, ENOMEM) : outcome;
}

LIAR(table->mmap = map; table->provoke = remember)
