// mem_offset() looks at the descriptor only when all else is right.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type narrow_descriptor_is_looked_at_last(session_type* session, const lookup_type* request) {
  lookup_type changed = *request;
  changed.fd = MAPPROOF_NOFD;
  const outcome_type outcome = honest()->mem_offset(session, &changed);
  return outcome.value == 0 && request->fd != MAPPROOF_NOFD ? refusal(EBADF) : outcome;
}

LIAR(table->mem_offset = narrow_descriptor_is_looked_at_last)
