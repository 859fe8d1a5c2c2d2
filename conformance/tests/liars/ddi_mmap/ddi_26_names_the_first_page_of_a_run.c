// kvtoppid() names the first page of what was allocated, for each of its pages.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;

static void* first;

static struct mapproof_arrange_outcome remember(session_type* session, size_t length, void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->kernel_memory(session, length, address);
  if (outcome.error == 0) first = *address;
  return outcome;
}

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  if (request->source == MAPPROOF_KVTOPPID && honest()->page_id(session, request) != MAPPROOF_NOPAGE)
    changed.address = first;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie; table->kernel_memory = remember)
