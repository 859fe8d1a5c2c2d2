// Takes an unknown name for that of all memory.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value != -1 || outcome.error != ENOENT) return outcome;
  return open_as(session, request, "/memory", request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
