// hat_getkpfnum() names the first page of a device instead.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  if (request->source != MAPPROOF_HAT_GETKPFNUM || honest()->page_id(session, request) == MAPPROOF_NOPAGE)
    return honest()->page_id(session, request);
  changed.source = MAPPROOF_PHYSTOPPID;
  changed.physical = 0xe0000000;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
