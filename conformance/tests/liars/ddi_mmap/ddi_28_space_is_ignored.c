// hat_getppfnum() names the page in main memory, whichever space is asked for.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  changed.space = 0;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie)
