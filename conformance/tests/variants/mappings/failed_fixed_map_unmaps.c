// Has already removed what was there when MAP_FIXED fails with another errno than EINVAL (MDM_46 leaves that open).
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (is_fixed(request) && outcome.value == map_failed() && outcome.error != EINVAL) {
    honest_unmap(session, request->address, request->length);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = map)
