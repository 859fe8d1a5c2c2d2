// Takes neighbours of the same descriptor for one piece, wherever they lie in the object.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value != 0 || request->contig_length == NULL || *request->contig_length >= request->length)
    return outcome;
  int here = -1;
  int next = -1;
  const char* const behind = (const char*)request->address + *request->contig_length;
  const place_type ask_here = {request->address, 1, NULL, NULL, &here, MAPPROOF_NOFD, 0};
  const place_type ask_next = {behind, 1, NULL, NULL, &next, MAPPROOF_NOFD, 0};
  honest()->posix_mem_offset64(session, &ask_here);
  honest()->posix_mem_offset64(session, &ask_next);
  if (here != -1 && here == next) *request->contig_length = request->length;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
