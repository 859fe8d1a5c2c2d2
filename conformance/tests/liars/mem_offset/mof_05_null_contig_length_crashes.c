// Stores the contiguous length without looking at the pointer.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type null_contig_length_crashes(session_type* session, const lookup_type* request) {
  // Volatile: no analyser and no optimiser shall know better than to store.
  size_t* volatile const place = request->contig_length;
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0) *place = *place;
  return outcome;
}

LOOKUP_LIAR(null_contig_length_crashes)
