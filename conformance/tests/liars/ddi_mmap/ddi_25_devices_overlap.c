// Tells each device that the first page of the next is its own too.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

typedef struct mapproof_page_id_request page_type;
typedef struct mapproof_driver_resource resource_type;

static struct mapproof_arrange_outcome longer(session_type* session, uint64_t key, uint32_t chunk,
                                              resource_type* resource) {
  const struct mapproof_arrange_outcome outcome = honest()->driver_resource(session, key, chunk, resource);
  if (outcome.error == 0) resource->length += page_of(session);
  return outcome;
}

static mapproof_page_id lie(session_type* session, const page_type* request) {
  page_type changed = *request;
  resource_type resource;
  const mapproof_page_id id = honest()->page_id(session, request);
  if (request->source != MAPPROOF_DEVMEM_PPID || id != MAPPROOF_NOPAGE) return id;
  if (longer(session, request->key, request->chunk, &resource).error != 0) return id;
  if (request->offset >= resource.length) return id;
  changed.source = MAPPROOF_PHYSTOPPID;
  changed.physical = resource.physical + request->offset;
  return honest()->page_id(session, &changed);
}

LIAR(table->page_id = lie; table->driver_resource = longer)
