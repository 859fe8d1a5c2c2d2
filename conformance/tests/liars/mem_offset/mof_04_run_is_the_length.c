// Takes all memory for contiguous.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_is_the_length(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->contig_length != NULL) *request->contig_length = request->length;
  return outcome;
}

LOOKUP_LIAR(run_is_the_length)
