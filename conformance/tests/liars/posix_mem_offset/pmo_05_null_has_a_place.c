// Finds a place at address 0.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  return request->address == NULL ? success() : outcome;
}

PLACE_LIAR(lie, (void)0)
