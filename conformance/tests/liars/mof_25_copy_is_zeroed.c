// Populates private pages with zeros in place of their content.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "acquired.h"

static outcome_type copy_is_zeroed(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && was_acquired(request->address)) {
    memset((void*)(uintptr_t)request->address, 0, page_of(session));
  }
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_COPY)
LOOKUP_LIAR_ABOUT_ACQUIRED(copy_is_zeroed)
