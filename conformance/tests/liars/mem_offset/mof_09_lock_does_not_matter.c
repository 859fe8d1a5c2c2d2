// Answers for unlocked memory as well.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type lock_does_not_matter(session_type* session, const lookup_type* request) {
  return lookup_without_lock(session, request);
}

LOOKUP_LIAR(lock_does_not_matter)
