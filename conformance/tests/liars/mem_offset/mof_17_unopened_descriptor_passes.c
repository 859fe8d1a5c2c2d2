// Refuses open descriptors only.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>

#include "lookup_liar.h"

static outcome_type unopened_descriptor_passes(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  if (request->fd < 0 || fcntl(request->fd, F_GETFD) != -1) return honest_lookup(session, request);
  changed.fd = MAPPROOF_NOFD;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(unopened_descriptor_passes)
