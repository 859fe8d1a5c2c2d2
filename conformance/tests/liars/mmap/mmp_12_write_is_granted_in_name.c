// Says that it added PROT_WRITE.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type protect(session_type* session, const protect_type* request) {
  const status_type outcome = honest()->mprotect(session, request);
  return outcome.value == -1 && outcome.error == EACCES ? success() : outcome;
}

LIAR(table->mprotect = protect)
