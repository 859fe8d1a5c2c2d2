// Stores for every page what it found for the first.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type repeats_its_first_answer(session_type* session, const lookup_type* request) {
  static int64_t first = -1;
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value != 0 || request->offset == NULL) return outcome;
  if (first == -1) first = *request->offset;
  *request->offset = first;
  return outcome;
}

LOOKUP_LIAR(repeats_its_first_answer)
