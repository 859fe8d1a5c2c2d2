// Maps one page where the object has not as much left as was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "typed_liar.h"

static address_type lie(session_type* session, const map_type* request) {
  map_type changed = *request;
  changed.length = honest()->facts(session)->page_size;
  const address_type outcome = honest()->mmap(session, request);
  return request->fd != MAPPROOF_NOFD && outcome.error == ENOMEM ? honest()->mmap(session, &changed) : outcome;
}

LIAR(table->mmap = lie)
