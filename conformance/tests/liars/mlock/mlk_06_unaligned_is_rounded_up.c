// Rounds an unaligned address up to the next page.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const size_t page = page_of(session);
  const uintptr_t end = (uintptr_t)request->address + request->length;
  const uintptr_t start = ((uintptr_t)request->address + page - 1) / page * page;
  const lock_type changed = {(const void*)start, end - start};
  return honest()->mlock(session, &changed);
}

LIAR(table->mlock = lock)
