// Stores the contiguous length without looking at the pointer.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type null_contig_length_crashes(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (request->contig_length == NULL) *(volatile size_t*)request->contig_length = request->length;
  return outcome;
}

LOOKUP_LIAR(null_contig_length_crashes)
