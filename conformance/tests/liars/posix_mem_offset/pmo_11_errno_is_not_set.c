// Refuses and leaves errno alone.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  status_type outcome = form(session, request);
  outcome.error = 0;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
