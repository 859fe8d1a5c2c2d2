// Makes a lazily mapped page resident and answers.
// SPDX-License-Identifier: Apache-2.0
#include "acquired.h"

static outcome_type lazy_page_is_made_resident(session_type* session, const lookup_type* request) {
  if (was_acquired(request->address)) {
    volatile char* const page = (volatile char*)(uintptr_t)request->address;
    *page = *page;
  }
  return honest_lookup(session, request);
}

REMEMBER(MAPPROOF_MEMORY_LAZY)
LOOKUP_LIAR_ABOUT_ACQUIRED(lazy_page_is_made_resident)
