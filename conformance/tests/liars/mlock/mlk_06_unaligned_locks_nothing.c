// Succeeds for an unaligned address and locks nothing.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  return (uintptr_t)request->address % page_of(session) != 0 ? success() : honest()->mlock(session, request);
}

LIAR(table->mlock = lock)
