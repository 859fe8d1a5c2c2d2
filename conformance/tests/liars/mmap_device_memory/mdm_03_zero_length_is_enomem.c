// Refuses a length of 0 with ENOMEM.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome zero_length_is_enomem(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  if (request->length == 0) return no_mapping(ENOMEM);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = zero_length_is_enomem)
