// Takes a range whose tail is not locked for one that is not mapped.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type unlocked_tail_is_eacces(session_type* session, const lookup_type* request) {
  const outcome_type outcome = honest_lookup(session, request);
  lookup_type tail = *request;
  tail.address = (const char*)request->address + page_of(session);
  tail.length = 1;
  tail.offset = NULL;
  tail.contig_length = NULL;
  const int has_tail = outcome.value == 0 && request->length > page_of(session);
  return has_tail && honest_lookup(session, &tail).error == EAGAIN ? refusal(EACCES) : outcome;
}

LOOKUP_LIAR(unlocked_tail_is_eacces)
