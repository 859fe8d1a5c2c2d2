// Counts the run from the start of the page.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_starts_at_the_page(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value != 0 || request->contig_length == NULL) return outcome;
  const size_t run = *request->contig_length + in_page(session, request);
  *request->contig_length = run < request->length ? run : request->length;
  return outcome;
}

LOOKUP_LIAR(run_starts_at_the_page)
