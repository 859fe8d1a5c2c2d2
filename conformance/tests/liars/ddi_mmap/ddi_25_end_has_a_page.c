// Names a page for the end of the memory.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  const mapproof_page_id id = honest()->page_id(session, request);
  const size_t page = page_of(session);
  if (request->source != MAPPROOF_DEVMEM_PPID || id != MAPPROOF_NOPAGE || request->offset < page) return id;
  changed.offset -= page;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
