// Empties a page that was mapped by its address when that mapping goes.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static void* by_address;

static address_type map_and_remember(session_type* session, const map_type* request) {
  map_type changed = *request;
  const int is_by_address = was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATABLE);
  if (is_by_address) changed.protection |= MAPPROOF_PROT_WRITE;
  const address_type outcome = honest()->mmap(session, &changed);
  if (is_by_address && outcome.error == 0) by_address = outcome.value;
  return outcome;
}

static outcome_type lie(session_type* session, const struct mapproof_unmap_request* request) {
  if (by_address != NULL && request->address == by_address) {
    memset(by_address, 0, request->length);
    by_address = NULL;
  }
  return honest()->munmap(session, request);
}

LIAR(table->posix_typed_mem_open = open_and_remember; table->mmap = map_and_remember; table->munmap = lie)
