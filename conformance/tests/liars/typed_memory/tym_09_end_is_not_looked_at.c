// Looks at the first page of a request only.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  const int by_address = was_opened_with(request->fd, 0) || was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATABLE);
  map_type changed = *request;
  const address_type outcome = honest()->mmap(session, request);
  if (request->fd == MAPPROOF_NOFD || !by_address || outcome.error != ENXIO) return outcome;
  changed.length = honest()->facts(session)->page_size;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
