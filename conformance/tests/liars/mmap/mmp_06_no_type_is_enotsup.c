// Calls a request without a type ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return (request->flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE)) == 0 ? renamed(outcome, EINVAL, ENOTSUP)
                                                                              : outcome;
}

LIAR(table->mmap = map)
