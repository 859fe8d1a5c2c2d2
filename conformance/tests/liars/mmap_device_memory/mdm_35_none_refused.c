// Refuses PROT_NONE.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome none_refused(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  if (request->protection == MAPPROOF_PROT_NONE) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = none_refused)
