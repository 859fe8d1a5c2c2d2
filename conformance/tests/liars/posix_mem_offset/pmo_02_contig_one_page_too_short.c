// Ends the piece one page early.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->contig_length != NULL && *request->contig_length > page_of(session)) {
    *request->contig_length -= page_of(session);
  }
  return outcome;
}

PLACE_LIAR(lie, (void)0)
