// Refuses an invalid physical range, and an address that is not congruent to it, with EINVAL (MDM_13, MDM_25, MDM_26).
// Profiles: obs64
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  return renamed(honest_map(session, request), ENXIO, EINVAL);
}

LIAR(table->mmap_device_memory = map)
