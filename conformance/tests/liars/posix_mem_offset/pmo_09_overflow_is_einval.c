// Calls a large place EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lie(session_type* session, const place_type* request) {
  return renamed(honest()->posix_mem_offset(session, request), EOVERFLOW, EINVAL);
}

LIAR(table->posix_mem_offset = lie)
