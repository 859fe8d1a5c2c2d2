// Refuses reading too where there is no permission to write.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  return is_provoked(MAPPROOF_TYPED_READ_ONLY) ? refusal(EACCES) : honest_open(session, request);
}

LIAR(table->posix_typed_mem_open = lie; table->provoke = remember)
