// Says that there is memory where there is none.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  return outcome.value == -1 && outcome.error == ENOMEM && request->length > page_of(session) ? success() : outcome;
}

LIAR(table->mlock = lock)
