// Wants a pointer for the offset.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type null_offset_is_refused(session_type* session, const lookup_type* request) {
  if (request->offset == NULL) return refusal(EINVAL);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(null_offset_is_refused)
