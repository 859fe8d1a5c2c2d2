// Lets loads through with PROT_NONE.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome none_is_readable(struct mapproof_session* session,
                                                        const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->protection == MAPPROOF_PROT_NONE) changed.protection = MAPPROOF_PROT_READ;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = none_is_readable)
