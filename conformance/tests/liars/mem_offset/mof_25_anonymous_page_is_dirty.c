// Populates anonymous pages with what was there before.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type anonymous_page_is_dirty(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && was_acquired(request->address)) *(char*)(uintptr_t)request->address = 0x5A;
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_ANONYMOUS)
LOOKUP_LIAR_ABOUT_ACQUIRED(anonymous_page_is_dirty)
