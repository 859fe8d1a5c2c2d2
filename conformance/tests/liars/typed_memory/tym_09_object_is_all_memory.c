// Lets every address of memory be mapped, whatever object was opened.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const int by_address = request->tflag == 0 || request->tflag == MAPPROOF_TYPED_ALLOCATABLE;
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value == -1 || !by_address) return outcome;
  honest()->close_descriptor(session, outcome.value);
  return open_as(session, request, "/memory", request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
