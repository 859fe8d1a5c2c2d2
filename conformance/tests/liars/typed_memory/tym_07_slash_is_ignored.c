// Finds the end of a name behind a slash too.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value != -1 || request->name[0] != '/' || !is_plain(request->name)) return outcome;
  return open_as(session, request, request->name + 1, request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
