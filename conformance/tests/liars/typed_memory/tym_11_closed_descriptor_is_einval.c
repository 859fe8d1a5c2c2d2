// Refuses a descriptor that is not open with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const info_type* request) {
  return renamed(honest_info(session, request), EBADF, EINVAL);
}

LIAR(table->posix_typed_mem_get_info = lie)
