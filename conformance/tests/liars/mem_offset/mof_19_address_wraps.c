// Cuts a large address to 32 bits and succeeds.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type address_wraps(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = (int64_t)(int32_t)(uint32_t)*request->offset;
  return outcome;
}

LIAR(table->mem_offset = address_wraps)
