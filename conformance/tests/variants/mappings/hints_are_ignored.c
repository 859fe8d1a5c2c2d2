// Places every mapping where it likes unless the place is fixed.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_address_outcome anywhere(struct mapproof_session* session,
                                                const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if ((changed.flags & MAPPROOF_MAP_FIXED) == 0) changed.address = NULL;
  return honest()->mmap_device_memory(session, &changed);
}

LIAR(table->mmap_device_memory = anywhere)
