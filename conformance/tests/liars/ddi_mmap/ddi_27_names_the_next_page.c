// phystoppid() names the page behind the one that was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  if (request->source == MAPPROOF_PHYSTOPPID) changed.physical += page_of(session);
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
