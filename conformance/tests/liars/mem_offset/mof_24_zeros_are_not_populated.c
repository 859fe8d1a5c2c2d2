// Copies a private page, but leaves it to a later touch to give an anonymous one its frame.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type zeros_are_not_populated(session_type* session, const lookup_type* request) {
  uint64_t physical = 0;
  const int is_absent = honest()->physical_of(session, request->address, &physical).error != 0;
  return is_absent && was_acquired(request->address) ? refusal(EACCES) : honest_lookup(session, request);
}

REMEMBER(MAPPROOF_MEMORY_ANONYMOUS)
LOOKUP_LIAR_ABOUT_ACQUIRED(zeros_are_not_populated)
