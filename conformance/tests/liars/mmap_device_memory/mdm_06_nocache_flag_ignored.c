// Maps cached when PROT_NOCACHE is among the flags.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome nocache_flag_ignored(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if ((request->flags & MAPPROOF_MAP_NOCACHE) != 0) changed.flags &= ~MAPPROOF_MAP_NOCACHE;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = nocache_flag_ignored)
