// Stores where the page starts, not where the address lies.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type in_page_part_is_dropped(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset -= (int64_t)in_page(session, request);
  return outcome;
}

LOOKUP_LIAR(in_page_part_is_dropped)
