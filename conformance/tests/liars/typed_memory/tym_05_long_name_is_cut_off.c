// Cuts a name that is too long off, and finds all memory.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  return outcome.error == ENAMETOOLONG ? open_as(session, request, "/memory", request->tflag) : outcome;
}

LIAR(table->posix_typed_mem_open = lie)
