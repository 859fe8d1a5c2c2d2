// Takes no descriptor for one of all memory.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  if (request->fd != MAPPROOF_NOFD) return honest_info(session, request);
  *request->length = 1 << 20;
  return (outcome_type){0, 0};
}

LIAR(table->posix_typed_mem_get_info = lie)
