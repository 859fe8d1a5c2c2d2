// Stores the whole run, however little was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type run_is_not_capped(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  changed.length = SIZE_MAX;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(run_is_not_capped)
