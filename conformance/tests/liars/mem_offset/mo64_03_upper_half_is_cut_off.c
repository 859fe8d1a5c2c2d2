// mem_offset64() stores 32 bits.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type upper_half_is_cut_off(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest()->mem_offset64(session, request);
  if (outcome.value == 0 && request->offset != NULL) *request->offset = (int64_t)(uint32_t)*request->offset;
  return outcome;
}

LIAR(table->mem_offset64 = upper_half_is_cut_off)
