// Claims success with MAP_FIXED over a mapping, which stays.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome fixed_keeps_the_old_mapping(struct mapproof_session* session,
                                                                   const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome kept = {request->address, 0};
  if (is_fixed(request) && request->length != 0 && is_mapped(session, request->address)) return kept;
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = fixed_keeps_the_old_mapping)
