// Refuses MAP_LAZY.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome lazy_refused(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  if ((request->flags & MAPPROOF_MAP_LAZY) != 0) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = lazy_refused)
