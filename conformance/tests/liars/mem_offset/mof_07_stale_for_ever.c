// Answers from its first eight successes, whatever became of the addresses.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static struct {
  const void* address;
  int64_t offset;
} known[8];

static outcome_type stale_for_ever(session_type* session, const lookup_type* request) {
  size_t i = 0;
  while (i < 8 && known[i].address != NULL && known[i].address != request->address) ++i;
  if (i == 8 || request->offset == NULL) return honest_lookup(session, request);
  if (known[i].address == NULL) {
    const outcome_type outcome = honest_lookup(session, request);
    if (outcome.value == 0) known[i].address = request->address;
    known[i].offset = *request->offset;
    return outcome;
  }
  const outcome_type success = {0, 0};
  *request->offset = known[i].offset;
  if (request->contig_length != NULL) *request->contig_length = request->length;
  return success;
}

LOOKUP_LIAR(stale_for_ever)
