// Heeds only what stands before the first bar.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  const char* const part = before_sign(request->name, '|');
  if (outcome.value == -1 || part == NULL) return outcome;
  honest()->close_descriptor(session, outcome.value);
  return open_as(session, request, part, request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
