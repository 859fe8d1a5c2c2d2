// Refuses with EAGAIN when no room is left in the address space.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome full_space_is_eagain(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_ADDRESS_SPACE_FULL) && last_provoked.amount == 0 ? renamed(outcome, ENOMEM, EAGAIN)
                                                                               : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = full_space_is_eagain)
