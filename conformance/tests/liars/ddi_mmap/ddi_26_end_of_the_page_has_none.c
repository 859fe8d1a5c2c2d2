// kvtoppid() names no page for an address inside of one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  const uintptr_t inside = (uintptr_t)request->address % page_of(session);
  return request->source == MAPPROOF_KVTOPPID && inside != 0 ? MAPPROOF_NOPAGE : honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
