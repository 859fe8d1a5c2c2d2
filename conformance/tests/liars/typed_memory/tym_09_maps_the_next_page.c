// Maps the page behind the one that was asked for, where there is one.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  const int by_address = was_opened_with(request->fd, 0) || was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATABLE);
  map_type changed = *request;
  changed.offset += honest()->facts(session)->page_size;
  if (request->fd == MAPPROOF_NOFD || !by_address) return honest()->mmap(session, request);
  const address_type outcome = honest()->mmap(session, &changed);
  return outcome.error == 0 ? outcome : honest()->mmap(session, request);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
