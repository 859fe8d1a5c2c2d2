// Treats a hint as fixed where it points at memory that the subject itself gave, and is none of a device.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static const char* given_start;
static size_t given_length;

static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,
                                               const struct mapproof_memory_request* request, void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  given_start = outcome.error == 0 ? *address : NULL;
  given_length = request->length;
  return outcome;
}

static struct mapproof_address_outcome hint_wipes(struct mapproof_session* session,
                                                  const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  const size_t distance = (size_t)((const char*)request->address - given_start);
  if (given_start != NULL && distance < given_length && request->length != 0) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest_map(session, &changed);
}

LIAR(table->memory_acquire = acquire; table->mmap_device_memory = hint_wipes)
