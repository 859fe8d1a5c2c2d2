// Calls a wrong descriptor EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type descriptor_is_einval(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (request->fd != MAPPROOF_NOFD && outcome.value == -1) outcome.error = EINVAL;
  return outcome;
}

LOOKUP_LIAR(descriptor_is_einval)
