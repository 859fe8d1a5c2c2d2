// Drops the permission to read.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome read_dropped(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->protection == MAPPROOF_PROT_READ) changed.protection = MAPPROOF_PROT_NONE;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = read_dropped)
