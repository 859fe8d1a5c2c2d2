// Fails for the last page below 2 GiB too.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type limit_is_one_page_early(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  const int64_t last_page = (int64_t)INT32_MAX - (int64_t)page_of(session);
  if (outcome.value == 0 && request->offset != NULL && *request->offset > last_page) return refusal(EOVERFLOW);
  return outcome;
}

LIAR(table->mem_offset = limit_is_one_page_early)
