// Refuses the flags of the documented example because they name no type.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome demands_a_type(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  if (request->flags == 0 && request->protection == (MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_NOCACHE))
    return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = demands_a_type)
