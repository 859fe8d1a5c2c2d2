// Has an off_t of 64 bits, and fails above INT_MAX nevertheless.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static struct mapproof_open_outcome open_wide(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  changed.target = "model:wide";
  return honest()->open(&changed);
}

static outcome_type wide_off_t_overflows(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == 0 && request->offset != NULL && *request->offset > INT32_MAX) return refusal(EOVERFLOW);
  return outcome;
}

LIAR(table->open = open_wide, table->mem_offset = wide_off_t_overflows)
