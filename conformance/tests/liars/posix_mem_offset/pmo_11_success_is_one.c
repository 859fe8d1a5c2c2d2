// Returns 1 on success.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  status_type outcome = form(session, request);
  if (outcome.value == 0) outcome.value = 1;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
