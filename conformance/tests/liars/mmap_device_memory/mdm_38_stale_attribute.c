// Keeps a range uncached after the mapping that asked for it is gone.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome stale_attribute(struct mapproof_session* session,
                                                       const struct mapproof_map_request* request) {
  static int was_uncached;
  struct mapproof_map_request changed = *request;
  if ((request->protection & MAPPROOF_PROT_NOCACHE) != 0) was_uncached = 1;
  if (was_uncached) changed.protection |= MAPPROOF_PROT_NOCACHE;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = stale_attribute)
