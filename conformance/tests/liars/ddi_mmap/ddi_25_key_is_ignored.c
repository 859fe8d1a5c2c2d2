// Takes the key that was live last for every other one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  static uint64_t live;
  const mapproof_page_id id = honest()->page_id(session, request);
  if (request->source != MAPPROOF_DEVMEM_PPID) return id;
  if (id != MAPPROOF_NOPAGE) live = request->key;
  changed.key = live;
  return id != MAPPROOF_NOPAGE ? id : honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
