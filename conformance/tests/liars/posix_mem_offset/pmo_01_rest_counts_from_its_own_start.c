// Counts the place from the start of what is left of a mapping.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* unmapped_last;

static status_type unmap(session_type* session, const unmap_type* request) {
  unmapped_last = (const char*)request->address + request->length - page_of(session);
  return honest()->munmap(session, request);
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  const char* const page_before = (const char*)request->address - page_of(session);
  const place_type before = {page_before, 1, NULL, NULL, NULL, MAPPROOF_NOFD, 0};
  const int is_first = honest()->posix_mem_offset64(session, &before).value == -1;
  if (outcome.value == 0 && request->offset != NULL && is_first && page_before == unmapped_last) *request->offset = 0;
  return outcome;
}

PLACE_LIAR(lie, table->munmap = unmap)
