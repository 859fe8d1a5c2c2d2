// Answers with the place of the page that holds the address.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset &= ~((int64_t)page_of(session) - 1);
  return outcome;
}

PLACE_LIAR(lie, (void)0)
