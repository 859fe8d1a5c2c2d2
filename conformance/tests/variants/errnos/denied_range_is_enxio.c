// Refuses a range that the ability does not cover with ENXIO: no document names the errno (MDM_33).
// SPDX-License-Identifier: Apache-2.0
#include "provoked.h"
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_PHYSICAL_RANGE_DENIED) ? renamed(outcome, EPERM, ENXIO) : outcome;
}

LIAR(table->mmap_device_memory = map; table->provoke = remember)
