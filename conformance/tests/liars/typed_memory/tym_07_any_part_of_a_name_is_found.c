// Finds objects by any part of the end of their names.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const struct mapproof_typed_facts* const facts = honest()->typed_facts(session);
  const outcome_type outcome = honest_open(session, request);
  if (outcome.value != -1 || request->name[0] == '/' || !is_plain(request->name)) return outcome;
  for (size_t i = 0; i < facts->pool_count; ++i) {
    if (strstr(facts->pools[i].name, request->name) != NULL)
      return open_as(session, request, facts->pools[i].name, request->tflag);
  }
  return outcome;
}

LIAR(table->posix_typed_mem_open = lie)
