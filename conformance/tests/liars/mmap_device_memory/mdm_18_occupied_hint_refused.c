// Refuses a hint at which something is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome occupied_hint_refused(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  if (request->address != NULL && !is_fixed(request) && is_mapped(session, request->address)) return no_mapping(ENOMEM);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = occupied_hint_refused)
