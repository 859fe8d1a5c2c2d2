// Names the page that a private page is a copy of.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type original_is_named(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && was_acquired(request->address) && request->offset != NULL) {
    *request->offset += (int64_t)page_of(session);
  }
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_COPY)
LOOKUP_LIAR_ABOUT_ACQUIRED(original_is_named)
