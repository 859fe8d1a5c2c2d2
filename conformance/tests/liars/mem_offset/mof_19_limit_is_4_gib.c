// Fails from 4 GiB on only, as if off_t had no sign.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type limit_is_4_gib(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 || outcome.error != EOVERFLOW || request->offset == NULL) return outcome;
  const outcome_type wide = honest()->mem_offset64(session, request);
  return *request->offset <= (int64_t)UINT32_MAX ? wide : outcome;
}

LIAR(table->mem_offset = limit_is_4_gib)
