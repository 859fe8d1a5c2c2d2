// Names no page for the last bytes of the memory.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  const size_t page = page_of(session);
  if (request->source != MAPPROOF_DEVMEM_PPID) return honest()->page_id(session, request);
  changed.offset += page - 1;
  return honest()->page_id(session, &changed) == MAPPROOF_NOPAGE ? MAPPROOF_NOPAGE
                                                                 : honest()->page_id(session, request);
}

LIAR(table->page_id = lie)
