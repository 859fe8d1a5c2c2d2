// Tells a length of 0 of no descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  const outcome_type outcome = honest_info(session, request);
  if (request->fd == MAPPROOF_NOFD && outcome.value == 0) *request->length = 0;
  return outcome;
}

LIAR(table->posix_typed_mem_get_info = lie)
