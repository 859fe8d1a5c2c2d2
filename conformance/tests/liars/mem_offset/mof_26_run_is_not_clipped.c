// Stores a length beyond the mapping as it was given.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_is_not_clipped(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->contig_length != NULL) {
    if (request->length == SIZE_MAX) *request->contig_length = SIZE_MAX;
  }
  return outcome;
}

LOOKUP_LIAR(run_is_not_clipped)
