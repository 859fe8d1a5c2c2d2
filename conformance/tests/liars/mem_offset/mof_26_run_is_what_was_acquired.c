// Goes on to the end of the memory as it was given out, whatever was unmapped or replaced since.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type run_is_what_was_acquired(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value != 0 || request->contig_length == NULL || !was_acquired(request->address)) return outcome;
  const size_t rest = (size_t)(acquired_end - (const char*)request->address);
  *request->contig_length = rest < request->length ? rest : request->length;
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_CONTIGUOUS)
LOOKUP_LIAR_ABOUT_ACQUIRED(run_is_what_was_acquired)
