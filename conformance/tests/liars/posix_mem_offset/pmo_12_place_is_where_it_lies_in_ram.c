// Answers with the physical address for memory that is no object.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const place_type ask = {
      request->address, request->length, request->offset, request->contig_length, NULL, MAPPROOF_NOFD, 0};
  return outcome.value == -1 ? honest()->mem_offset64(session, &ask) : outcome;
}

PLACE_LIAR(lie, (void)0)
