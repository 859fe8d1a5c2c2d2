// Succeeds for a range that leaves the address space, and locks nothing.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  return request->length > SIZE_MAX / 2 ? success() : honest()->mlock(session, request);
}

LIAR(table->mlock = lock)
