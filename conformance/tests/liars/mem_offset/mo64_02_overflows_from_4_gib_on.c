// mem_offset64() fails where 32 bits end.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type overflows_from_4_gib_on(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0 && request->offset != NULL && *request->offset > (int64_t)UINT32_MAX)
    return refusal(EOVERFLOW);
  return outcome;
}

LIAR(table->mem_offset64 = overflows_from_4_gib_on)
