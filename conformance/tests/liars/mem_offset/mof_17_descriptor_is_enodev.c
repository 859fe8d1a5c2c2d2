// Calls a wrong descriptor ENODEV, as was seen in 6.4.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type descriptor_is_enodev(session_type* session, const lookup_type* request) {
  outcome_type outcome = honest_lookup(session, request);
  if (request->fd != MAPPROOF_NOFD && outcome.value == -1) outcome.error = ENODEV;
  return outcome;
}

LOOKUP_LIAR(descriptor_is_enodev)
