// Opens an empty intersection as what stands before its ampersand.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  const char* const part = before_sign(request->name, '&');
  return outcome.error == ENODEV && part != NULL ? open_as(session, request, part, request->tflag) : outcome;
}

LIAR(table->posix_typed_mem_open = lie)
