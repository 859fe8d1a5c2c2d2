// Finds an object whose name is the beginning of what was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const char* const all = "/memory";
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value != -1 || strncmp(request->name, all, strlen(all)) != 0) return outcome;
  return open_as(session, request, all, request->tflag);
}

LIAR(table->posix_typed_mem_open = lie)
