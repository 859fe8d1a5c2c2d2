// Touches every page that it locks.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const status_type outcome = honest()->mlock(session, request);
  volatile char* const bytes = (char*)(uintptr_t)request->address;
  for (size_t i = 0; outcome.value == 0 && i < request->length; i += page_of(session)) bytes[i] = bytes[i];
  return outcome;
}

LIAR(table->mlock = lock)
