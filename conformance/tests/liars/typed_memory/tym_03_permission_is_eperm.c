// Refuses an open mode without permission with EPERM.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return renamed(honest_open(session, request), EACCES, EPERM);
}

LIAR(table->posix_typed_mem_open = lie)
