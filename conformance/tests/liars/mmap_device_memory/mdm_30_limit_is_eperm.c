// Refuses with EPERM when more is asked for than the process may still map.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome limit_is_eperm(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_ADDRESS_SPACE_FULL) && last_provoked.amount != 0 ? renamed(outcome, ENOMEM, EPERM)
                                                                               : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = limit_is_eperm)
