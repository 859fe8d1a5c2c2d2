// Keeps its answer for an address although the page was unlocked and has moved.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const void* known_address;
static int64_t known_offset;

static outcome_type answer_is_kept(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  if (outcome.value != 0 || request->offset == NULL) return outcome;
  if (known_address == request->address) *request->offset = known_offset;
  known_address = request->address;
  known_offset = *request->offset;
  return outcome;
}

LOOKUP_LIAR(answer_is_kept)
