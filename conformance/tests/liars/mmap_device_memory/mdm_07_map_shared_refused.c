// Refuses MAP_SHARED, which is implied.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome map_shared_refused(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  if ((request->flags & MAPPROOF_MAP_SHARED) != 0) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = map_shared_refused)
