// Refuses the last page that the limit allows.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static struct mapproof_arrange_outcome provoke(session_type* session, const struct mapproof_provoke_request* request) {
  struct mapproof_provoke_request changed = *request;
  if (changed.condition == MAPPROOF_LOCK_LIMIT && changed.amount != 0) changed.amount -= page_of(session);
  return honest()->provoke(session, &changed);
}

LIAR(table->provoke = provoke)
