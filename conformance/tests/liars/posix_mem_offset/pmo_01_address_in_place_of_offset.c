// Answers with the address itself.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = (int32_t)(uintptr_t)request->address;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
