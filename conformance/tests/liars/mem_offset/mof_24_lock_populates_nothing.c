// Leaves it to a later touch to give a page its frame, whether the page is locked or not.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static const char* locked_in_name;

static outcome_type lock(session_type* session, const struct mapproof_lock_request* request) {
  uint64_t physical = 0;
  const int is_absent = honest()->physical_of(session, request->address, &physical).error != 0;
  locked_in_name = is_absent ? request->address : NULL;
  return honest()->mlock(session, request);
}

static outcome_type lock_populates_nothing(session_type* session, const lookup_type* request) {
  uint64_t physical = 0;
  const int is_absent = honest()->physical_of(session, request->address, &physical).error != 0;
  if (is_absent || locked_in_name == request->address) return refusal(EACCES);
  return honest_lookup(session, request);
}

LOOKUP_LIAR_AND(lock_populates_nothing, table->mlock = lock)
