// Takes every negative descriptor for NOFD.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type negative_descriptor_passes(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  if (request->fd >= 0) return honest_lookup(session, request);
  changed.fd = MAPPROOF_NOFD;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(negative_descriptor_passes)
