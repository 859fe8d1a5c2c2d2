// Ends the run with what is mapped, and not where another object with other frames begins.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_goes_into_another_object(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value != 0 || request->contig_length == NULL) return outcome;
  size_t run = *request->contig_length;
  uint64_t frame = 0;
  while (run < request->length &&
         honest()->physical_of(session, (const char*)request->address + run, &frame).error == 0)
    run += page_of(session);
  *request->contig_length = run < request->length ? run : request->length;
  return outcome;
}

LOOKUP_LIAR(run_goes_into_another_object)
