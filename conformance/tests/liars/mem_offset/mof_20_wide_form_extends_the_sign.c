// mem_offset64() takes bit 31 for a sign.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type wide_form_extends_the_sign(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = (int64_t)(int32_t)(uint32_t)*request->offset;
  return outcome;
}

LIAR(table->mem_offset64 = wide_form_extends_the_sign)
