// Refuses a physical range that wraps with EOVERFLOW.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome wrap_is_eoverflow(struct mapproof_session* session,
                                                         const struct mapproof_map_request* request) {
  if (request->physical + request->length < request->physical && request->length < SIZE_MAX / 2)
    return no_mapping(EOVERFLOW);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = wrap_is_eoverflow)
