// Takes descriptor 0 for no descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type standard_input_passes(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  if (request->fd != 0) return honest_lookup(session, request);
  changed.fd = MAPPROOF_NOFD;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(standard_input_passes)
