// Succeeds without flags and locks nothing.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  return (request->flags | request->raw_flags) == 0 ? success() : honest()->mlockall(session, request);
}

LIAR(table->mlockall = lock_everything)
