// Accepts the contiguous flag with MAP_ALLOCATABLE, and heeds one.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const uint32_t refused = MAPPROOF_TYPED_ALLOCATE_CONTIG | MAPPROOF_TYPED_ALLOCATABLE;
  return open_as(session, request, request->name,
                 request->tflag == refused ? MAPPROOF_TYPED_ALLOCATE_CONTIG : request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
