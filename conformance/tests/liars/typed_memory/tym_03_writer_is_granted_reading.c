// Opens for reading where there is no permission to write.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  open_type changed = *request;
  if (is_provoked(MAPPROOF_TYPED_READ_ONLY)) changed.access &= ~MAPPROOF_PROT_WRITE;
  return honest_open(session, &changed);
}

LIAR(table->posix_typed_mem_open = lie; table->provoke = remember)
