// Counts one page too many.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_is_one_page_too_long(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->contig_length != NULL) *request->contig_length += page_of(session);
  return outcome;
}

LOOKUP_LIAR(run_is_one_page_too_long)
