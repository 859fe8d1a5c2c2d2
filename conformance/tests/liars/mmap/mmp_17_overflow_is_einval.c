// Calls a range beyond the largest offset EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return renamed(honest()->mmap(session, request), EOVERFLOW, EINVAL);
}

LIAR(table->mmap = map)
