// Goes on behind a page that is not mapped if the frames go on there.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_goes_past_a_hole(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  uint64_t start = 0;
  uint64_t there = 0;
  if (outcome.value != 0 || request->contig_length == NULL) return outcome;
  const size_t run = *request->contig_length;
  const char* const end = (const char*)request->address + run;
  if (honest()->physical_of(session, request->address, &start).error != 0) return outcome;
  if (honest()->physical_of(session, end, &there).error == 0) return outcome;
  const size_t behind = run + page_of(session);
  if (request->length <= behind || honest()->physical_of(session, end + page_of(session), &there).error != 0)
    return outcome;
  if (there == start + behind) *request->contig_length = behind;
  return outcome;
}

LOOKUP_LIAR(run_goes_past_a_hole)
