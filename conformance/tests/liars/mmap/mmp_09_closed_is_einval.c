// Calls a descriptor that is not open EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return renamed(honest()->mmap(session, request), EBADF, EINVAL);
}

LIAR(table->mmap = map)
