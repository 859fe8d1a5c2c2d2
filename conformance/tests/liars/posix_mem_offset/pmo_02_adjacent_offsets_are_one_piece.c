// Takes neighbours at adjacent places for one piece, whatever the object is.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value != 0 || request->contig_length == NULL || *request->contig_length >= request->length)
    return outcome;
  int64_t here = 0;
  int64_t next = 0;
  const char* const behind = (const char*)request->address + *request->contig_length;
  const place_type ask_here = {request->address, 1, &here, NULL, NULL, MAPPROOF_NOFD, 0};
  const place_type ask_next = {behind, 1, &next, NULL, NULL, MAPPROOF_NOFD, 0};
  honest()->posix_mem_offset64(session, &ask_here);
  const int mapped = honest()->posix_mem_offset64(session, &ask_next).value == 0;
  if (mapped && next == here + (int64_t)*request->contig_length) *request->contig_length = request->length;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
