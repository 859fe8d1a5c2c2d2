// Looks at the privilege before the length.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome privilege_before_length(struct mapproof_session* session,
                                                               const struct mapproof_map_request* request) {
  if (is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) && request->length == 0) return no_mapping(EPERM);
  return honest_map(session, request);
}

LIAR(table->provoke = remember; table->mmap_device_memory = privilege_before_length)
