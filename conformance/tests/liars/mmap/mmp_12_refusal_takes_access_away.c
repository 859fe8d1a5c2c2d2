// Leaves nothing of the access when it refuses to add to it.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type protect(session_type* session, const protect_type* request) {
  const protect_type none = {request->address, request->length, MAPPROOF_PROT_NONE, 0};
  const status_type outcome = honest()->mprotect(session, request);
  if (outcome.value == -1 && outcome.error == EACCES) honest()->mprotect(session, &none);
  return outcome;
}

LIAR(table->mprotect = protect)
