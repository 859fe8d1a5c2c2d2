// Keeps the first page locked when it refuses the range.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  const lock_type first_page = {request->address, page_of(session)};
  if (outcome.value == -1 && outcome.error == ENOMEM) honest()->mlock(session, &first_page);
  return outcome;
}

LIAR(table->mlock = lock)
