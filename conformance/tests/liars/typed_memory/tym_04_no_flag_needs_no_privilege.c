// Opens without a tflag and without privilege in the 6.4 era.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const int without = is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) && request->tflag == 0;
  return open_as(session, request, request->name, without ? MAPPROOF_TYPED_ALLOCATE : request->tflag);
}

LIAR(table->posix_typed_mem_open = lie; table->provoke = remember)
