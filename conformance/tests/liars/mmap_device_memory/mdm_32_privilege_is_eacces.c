// Refuses a caller without the right with EACCES.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome privilege_is_eacces(struct mapproof_session* session,
                                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) ? renamed(outcome, EPERM, EACCES) : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = privilege_is_eacces)
