// Has an address for objects only, as the older text says.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(form_type form, session_type* session, const place_type* request) {
  const status_type outcome = form(session, request);
  int fd = -1;
  const place_type ask = {request->address, 1, NULL, NULL, &fd, MAPPROOF_NOFD, 0};
  honest()->posix_mem_offset64(session, &ask);
  return fd == -1 ? refusal(EACCES) : outcome;
}

PLACE_LIAR(lie, (void)0)
