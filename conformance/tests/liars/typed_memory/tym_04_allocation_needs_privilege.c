// Refuses to allocate without privilege.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) ? refusal(EPERM) : honest_open(session, request);
}

LIAR(table->posix_typed_mem_open = lie; table->provoke = remember)
