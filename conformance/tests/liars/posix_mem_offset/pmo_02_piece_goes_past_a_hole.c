// Goes on behind an unmapped page if the same object goes on there.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value != 0 || request->contig_length == NULL || request->offset == NULL) return outcome;
  const size_t behind = *request->contig_length + page_of(session);
  int64_t offset = 0;
  size_t rest = 0;
  const place_type there = {(const char*)request->address + behind, page_of(session), &offset, &rest, NULL, -1, 0};
  if (behind < request->length && form(session, &there).value == 0 && offset == *request->offset + (int64_t)behind)
    *request->contig_length = behind;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
