// Says ENFILE where the process has no more descriptors.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return renamed(honest_open(session, request), EMFILE, ENFILE);
}

LIAR(table->posix_typed_mem_open = lie)
