// Accepts both allocate flags, and heeds one.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const uint32_t refused = MAPPROOF_TYPED_ALLOCATE | MAPPROOF_TYPED_ALLOCATE_CONTIG;
  return open_as(session, request, request->name, request->tflag == refused ? MAPPROOF_TYPED_ALLOCATE : request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
