// Answers with the place where the mapping starts, wherever in it the address is.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int64_t start_offset;

static address_type map(session_type* session, const mmap_type* request) {
  if (request->fd != MAPPROOF_NOFD) start_offset = (int64_t)request->offset;
  return honest()->mmap(session, request);
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = start_offset;
  return outcome;
}

PLACE_LIAR(lie, table->mmap = map)
