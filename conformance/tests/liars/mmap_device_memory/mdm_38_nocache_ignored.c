// Maps cached although PROT_NOCACHE is asked for.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome nocache_ignored(struct mapproof_session* session,
                                                       const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (1) changed.protection &= ~MAPPROOF_PROT_NOCACHE;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = nocache_ignored)
