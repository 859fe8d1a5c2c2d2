// Gives the same answer for an address again, whatever is mapped there now.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* asked;
static int64_t answered;

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value != 0 || request->offset == NULL) return outcome;
  if (request->address == asked) *request->offset = answered;
  asked = request->address;
  answered = *request->offset;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
