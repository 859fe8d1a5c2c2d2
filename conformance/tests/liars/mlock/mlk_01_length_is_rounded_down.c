// Rounds the length down to whole pages.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  lock_type changed = *request;
  if (changed.length > page_of(session)) changed.length -= changed.length % page_of(session);
  return honest()->mlock(session, &changed);
}

LIAR(table->mlock = lock)
