// Counts a page again when it is locked again.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static status_type lock(session_type* session, const lock_type* request) {
  static const void* first;
  static int is_counted;
  const int again = is_provoked(MAPPROOF_LOCK_LIMIT) && is_counted && request->address == first;
  const status_type outcome = honest()->mlock(session, request);
  if (!is_counted && outcome.value == 0) first = request->address;
  is_counted = is_counted || outcome.value == 0;
  return again ? refusal(ENOMEM) : outcome;
}

LIAR(table->mlock = lock; table->provoke = remember)
