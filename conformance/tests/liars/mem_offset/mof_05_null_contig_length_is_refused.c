// Wants a pointer for the contiguous length.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type null_contig_length_is_refused(session_type* session, const lookup_type* request) {
  if (request->contig_length == NULL) return refusal(EINVAL);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(null_contig_length_is_refused)
