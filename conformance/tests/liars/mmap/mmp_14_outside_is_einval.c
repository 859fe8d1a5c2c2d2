// Calls a place outside the pool EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static int is_typed(session_type* session, int fd) {
  size_t length = 0;
  const struct mapproof_typed_info_request request = {fd, 0, &length};
  return fd != MAPPROOF_NOFD && honest()->posix_typed_mem_get_info(session, &request).value == 0;
}

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return is_typed(session, request->fd) ? renamed(outcome, ENXIO, EINVAL) : outcome;
}

LIAR(table->mmap = map)
