// hat_getppfnum() names some page for an address that is not valid.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  const mapproof_page_id id = honest()->page_id(session, request);
  if (request->source != MAPPROOF_HAT_GETPPFNUM || request->space != 0 || id != MAPPROOF_NOPAGE) return id;
  changed.physical = 0xe0000000;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
