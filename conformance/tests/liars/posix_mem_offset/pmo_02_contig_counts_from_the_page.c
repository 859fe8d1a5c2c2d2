// Counts the piece from the start of the page.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const size_t in_page = (uintptr_t)request->address % page_of(session);
  if (outcome.value == 0 && request->contig_length != NULL && *request->contig_length < request->length)
    *request->contig_length += in_page;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
