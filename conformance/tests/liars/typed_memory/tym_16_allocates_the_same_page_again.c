// Allocates the first page of an object to everybody.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  static const open_type any = {"/memory", MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, 0, MAPPROOF_TYPED_ALLOCATABLE, 0};
  const struct mapproof_typed_facts* const facts = honest()->typed_facts(session);
  const int allocates = was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATE) ||
                        was_opened_with(request->fd, MAPPROOF_TYPED_ALLOCATE_CONTIG);
  map_type changed = *request;
  if (!allocates || request->offset != 0 || request->length > page_of(session)) return honest()->mmap(session, request);
  open_type by_address = any;
  by_address.name = facts->pools[0].name;
  changed.fd = honest_open(session, &by_address).value;
  changed.offset = facts->pools[0].lowest;
  return honest()->mmap(session, &changed);
}

LIAR(table->posix_typed_mem_open = open_and_remember; table->mmap = lie)
