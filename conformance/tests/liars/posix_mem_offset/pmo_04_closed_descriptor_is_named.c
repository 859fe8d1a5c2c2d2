// Answers with the number of a descriptor that was closed since.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int mapped_with = -1;

static address_type map(session_type* session, const mmap_type* request) {
  if (request->fd != MAPPROOF_NOFD) mapped_with = request->fd;
  return honest()->mmap(session, request);
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->fildes != NULL && *request->fildes == -1) *request->fildes = mapped_with;
  return outcome;
}

PLACE_LIAR(lie, table->mmap = map)
