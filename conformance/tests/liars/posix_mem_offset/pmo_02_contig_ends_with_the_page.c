// Ends every piece with the page.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const size_t rest = page_of(session) - (uintptr_t)request->address % page_of(session);
  if (outcome.value == 0 && request->contig_length != NULL && *request->contig_length > rest)
    *request->contig_length = rest;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
