// Forgets the descriptor of typed memory.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int is_typed(session_type* session, int fd) {
  size_t length = 0;
  const struct mapproof_typed_info_request request = {fd, 0, &length};
  return fd != MAPPROOF_NOFD && honest()->posix_typed_mem_get_info(session, &request).value == 0;
}

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  if (outcome.value == 0 && request->fildes != NULL && is_typed(session, *request->fildes)) *request->fildes = -1;
  return outcome;
}

PLACE_LIAR(lie, (void)0)
