// Finds something at NULL.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type null_means_anything(session_type* session, const lookup_type* request) {
  const outcome_type success = {0, 0};
  if (request->address != NULL || request->fd != MAPPROOF_NOFD) return honest_lookup(session, request);
  if (request->offset != NULL) *request->offset = 0;
  return success;
}

LOOKUP_LIAR(null_means_anything)
