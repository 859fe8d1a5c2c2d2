// Refuses a length that leaves the address space.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type length_beyond_the_mapping_is_refused(session_type* session, const lookup_type* request) {
  if ((uintptr_t)request->address > UINTPTR_MAX - request->length) return refusal(EINVAL);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(length_beyond_the_mapping_is_refused)
