// Opens for MAP_ALLOCATABLE without privilege.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static outcome_type lie(session_type* session, const open_type* request) {
  const struct mapproof_provoke_request off = {MAPPROOF_WITHOUT_MAP_PRIVILEGE, 0, 0};
  const struct mapproof_provoke_request on = {MAPPROOF_WITHOUT_MAP_PRIVILEGE, 1, 0};
  const int without = is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) && request->tflag == MAPPROOF_TYPED_ALLOCATABLE;
  if (without) honest()->provoke(session, &off);
  const outcome_type outcome = honest_open(session, request);
  if (without) honest()->provoke(session, &on);
  return outcome;
}

LIAR(table->posix_typed_mem_open = lie; table->provoke = remember)
