// Calls contiguous lazy memory ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  return has_flags(request, MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON | MAPPROOF_MAP_LAZY)
             ? renamed(outcome, EINVAL, ENOTSUP)
             : outcome;
}

LIAR(table->mmap = map)
