// Calls a large address EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type overflow_is_einval(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && outcome.error == EOVERFLOW) outcome.error = EINVAL;
  return outcome;
}

LIAR(table->mem_offset = overflow_is_einval)
