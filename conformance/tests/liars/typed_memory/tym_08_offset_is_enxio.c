// Refuses the offset of an allocation with ENXIO.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATE) ? renamed(outcome, EINVAL, ENXIO) : outcome;
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
