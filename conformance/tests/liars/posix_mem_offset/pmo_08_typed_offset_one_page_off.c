// Answers for typed memory with the place one page further on.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int is_typed(session_type* session, int fd) {
  size_t length = 0;
  const struct mapproof_typed_info_request request = {fd, 0, &length};
  return fd != MAPPROOF_NOFD && honest()->posix_typed_mem_get_info(session, &request).value == 0;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  int fd = MAPPROOF_NOFD;
  const place_type ask = {request->address, 1, NULL, NULL, &fd, MAPPROOF_NOFD, 0};
  honest()->posix_mem_offset64(session, &ask);
  if (outcome.value == 0 && request->offset != NULL && is_typed(session, fd)) {
    *request->offset += (int64_t)page_of(session);
  }
  return outcome;
}

PLACE_LIAR(lie, (void)0)
