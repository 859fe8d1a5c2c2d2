// Wants a descriptor for writing too where a shared mapping is made by its address.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static uint32_t access_of[MOST_DESCRIPTORS];

static outcome_type remember_access(session_type* session, const open_type* request) {
  const outcome_type outcome = open_and_remember(session, request);
  if (outcome.value >= 0 && outcome.value < MOST_DESCRIPTORS) access_of[outcome.value] = request->access;
  return outcome;
}

static address_type lie(session_type* session, const map_type* request) {
  const int by_address = was_opened_with(request->fd, 0) || was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATABLE);
  if (by_address && access_of[request->fd] == MAPPROOF_PROT_READ) return no_mapping(EACCES);
  return honest()->mmap(session, request);
}

LIAR(table->mmap = lie; table->posix_typed_mem_open = remember_access)
