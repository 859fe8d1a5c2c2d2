// Refuses an empty intersection with ENOENT in the 6.4 era.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return renamed(honest_open(session, request), ENODEV, ENOENT);
}

LIAR(table->posix_typed_mem_open = lie)
