// Maps without a lock what the limit does not allow to lock.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  if (outcome.value != map_failed() || outcome.error != EAGAIN || !is_provoked(MAPPROOF_LOCK_LIMIT)) return outcome;
  honest()->munlockall(session);
  return honest()->mmap(session, request);
}

LIAR(table->mmap = map; table->provoke = remember)
