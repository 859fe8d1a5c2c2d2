// Stores nothing at all when it fails for a large address.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_is_not_stored_on_overflow(session_type* session, const lookup_type* request) {
  const size_t before = request->contig_length != NULL ? *request->contig_length : 0;
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && request->contig_length != NULL) *request->contig_length = before;
  return outcome;
}

LIAR(table->mem_offset = run_is_not_stored_on_overflow)
