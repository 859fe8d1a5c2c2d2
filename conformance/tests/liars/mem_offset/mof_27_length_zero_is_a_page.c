// Takes a length of 0 for the rest of the page.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type length_zero_is_a_page(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  if (changed.length == 0) changed.length = page_of(session) - in_page(session, request);
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(length_zero_is_a_page)
