// Names the page of zeros that all share until an anonymous page is written.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type zero_page_is_named(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  const char* const byte = request->address;
  if (outcome.value == 0 && was_acquired(byte) && *byte == 0 && request->offset != NULL) *request->offset = 0;
  return outcome;
}

REMEMBER(MAPPROOF_MEMORY_ANONYMOUS)
LOOKUP_LIAR_ABOUT_ACQUIRED(zero_page_is_named)
