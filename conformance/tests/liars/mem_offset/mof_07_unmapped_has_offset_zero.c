// Finds an unmapped address at offset 0.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type unmapped_has_offset_zero(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 || outcome.error != EACCES) return outcome;
  const outcome_type success = {0, 0};
  if (request->offset != NULL) *request->offset = 0;
  if (request->contig_length != NULL) *request->contig_length = request->length;
  return success;
}

LOOKUP_LIAR(unmapped_has_offset_zero)
