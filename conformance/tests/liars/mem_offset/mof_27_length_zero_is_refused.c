// Refuses a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type length_zero_is_refused(session_type* session, const lookup_type* request) {
  if (request->length == 0) return refusal(EINVAL);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(length_zero_is_refused)
