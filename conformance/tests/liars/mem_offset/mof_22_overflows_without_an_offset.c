// Fails for a large address that nobody wanted to know.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type overflows_without_an_offset(session_type* session, const lookup_type* request) {
  int64_t unwanted = 0;
  lookup_type changed = *request;
  if (changed.offset == NULL) changed.offset = &unwanted;
  return honest_lookup(session, &changed);
}

LIAR(table->mem_offset = overflows_without_an_offset)
