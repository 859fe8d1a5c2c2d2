// Takes any descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type descriptor_is_ignored(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  changed.fd = MAPPROOF_NOFD;
  return honest_lookup(session, &changed);
}

LOOKUP_LIAR(descriptor_is_ignored)
