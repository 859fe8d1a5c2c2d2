// Only mem_offset64() keeps the distance from the start of the page.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type narrow_form_drops_the_in_page_part(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset -= (int64_t)in_page(session, request);
  return outcome;
}

LIAR(table->mem_offset = narrow_form_drops_the_in_page_part)
