// Still finds the place of a file that anonymous memory has replaced.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* known;

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0) known = request->address;
  return outcome.value == -1 && request->address == known ? success() : outcome;
}

PLACE_LIAR(lie, (void)0)
