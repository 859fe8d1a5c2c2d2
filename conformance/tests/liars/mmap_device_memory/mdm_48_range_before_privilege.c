// Looks at the physical range before the privilege.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome range_before_privilege(struct mapproof_session* session,
                                                              const struct mapproof_map_request* request) {
  if (is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) && request->physical + request->length < request->physical)
    return no_mapping(ENXIO);
  return honest_map(session, request);
}

LIAR(table->provoke = remember; table->mmap_device_memory = range_before_privilege)
