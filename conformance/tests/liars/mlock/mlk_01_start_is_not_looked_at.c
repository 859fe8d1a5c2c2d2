// Looks at the last page of the range only.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  const size_t page = page_of(session);
  const uintptr_t last = ((uintptr_t)request->address + request->length - 1) / page * page;
  const lock_type last_page = {(const void*)last, page};
  return request->length > page ? honest()->mlock(session, &last_page) : honest()->mlock(session, request);
}

LIAR(table->mlock = lock)
