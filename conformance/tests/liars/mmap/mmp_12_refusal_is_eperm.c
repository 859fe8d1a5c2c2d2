// Calls a write that may not be added EPERM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type protect(session_type* session, const protect_type* request) {
  return renamed(honest()->mprotect(session, request), EACCES, EPERM);
}

LIAR(table->mprotect = protect)
