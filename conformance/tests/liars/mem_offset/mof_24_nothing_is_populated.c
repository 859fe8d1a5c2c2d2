// Finds only what is resident: leaves it to a later touch to give a page its frame.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type nothing_is_populated(session_type* session, const lookup_type* request) {
  uint64_t physical = 0;
  if (honest()->physical_of(session, request->address, &physical).error != 0) return refusal(EACCES);
  return honest_lookup(session, request);
}

LOOKUP_LIAR(nothing_is_populated)
