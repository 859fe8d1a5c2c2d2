// Locks what is mapped and skips the rest.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int is_mapped(session_type* session, const void* address) {
  const lock_type byte = {address, 1};
  return honest()->munlock(session, &byte).value == 0;
}

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  return outcome.value == -1 && outcome.error == ENOMEM && is_mapped(session, request->address) ? success() : outcome;
}

LIAR(table->mlock = lock)
