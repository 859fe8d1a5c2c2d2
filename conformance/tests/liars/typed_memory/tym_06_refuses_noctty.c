// Refuses O_NOCTTY too.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return request->raw_oflag != 0 ? refusal(EINVAL) : honest_open(session, request);
}

LIAR(table->posix_typed_mem_open = lie)
