// Ignores the offset of an allocation.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  map_type changed = *request;
  if (was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATE)) changed.offset = 0;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
