// Takes the offset for one from the beginning of memory.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  const uint64_t lowest = honest()->typed_facts(session)->pools[0].lowest;
  const int by_address = was_opened_with(request->fd, 0) || was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATABLE);
  map_type changed = *request;
  if (request->fd != MAPPROOF_NOFD && by_address) changed.offset += lowest;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = open_and_remember)
