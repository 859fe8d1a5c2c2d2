// Stores what fits of a large address although it fails.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type offset_is_stored_on_overflow(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 || outcome.error != EOVERFLOW || request->offset == NULL) return outcome;
  lookup_type wide = *request;
  wide.contig_length = NULL;
  honest()->mem_offset64(session, &wide);
  return outcome;
}

LIAR(table->mem_offset = offset_is_stored_on_overflow)
