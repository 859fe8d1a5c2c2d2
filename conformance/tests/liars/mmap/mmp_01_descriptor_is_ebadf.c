// Calls a descriptor with MAP_PHYS EBADF.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return has_flags(request, MAPPROOF_MAP_PHYS) && request->fd != MAPPROOF_NOFD ? renamed(outcome, EINVAL, EBADF)
                                                                               : outcome;
}

LIAR(table->mmap = map)
