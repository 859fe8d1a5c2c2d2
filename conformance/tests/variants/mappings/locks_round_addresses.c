// Rounds an unaligned address of a lock down to its page, as the 6.4 era did (MLK_06).
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_status_outcome lock(struct mapproof_session* session,
                                           const struct mapproof_lock_request* request) {
  const size_t in_page = (uintptr_t)request->address % honest()->facts(session)->page_size;
  const struct mapproof_lock_request whole = {(const char*)request->address - in_page, request->length + in_page};
  return honest()->mlock(session, &whole);
}

LIAR(table->mlock = lock)
