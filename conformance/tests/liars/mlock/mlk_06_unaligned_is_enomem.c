// Calls an unaligned address ENOMEM.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  return (uintptr_t)request->address % page_of(session) != 0 ? renamed(outcome, EINVAL, ENOMEM) : outcome;
}

LIAR(table->mlock = lock)
