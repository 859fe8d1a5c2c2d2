// Populates private pages with zeros in place of their content.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type copy_is_zeroed(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && was_acquired(request->address)) {
    char* const page = (char*)(uintptr_t)request->address;
    for (size_t i = 0; i < page_of(session); ++i) page[i] = 0;
  }
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_COPY)
LOOKUP_LIAR_ABOUT_ACQUIRED(copy_is_zeroed)
