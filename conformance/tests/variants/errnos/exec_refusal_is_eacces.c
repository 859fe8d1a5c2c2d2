// Refuses PROT_EXEC with EACCES, the other errno that the documents leave open (MDM_34).
// SPDX-License-Identifier: Apache-2.0
#include "provoked.h"
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_WITHOUT_EXEC_PRIVILEGE) ? renamed(outcome, EPERM, EACCES) : outcome;
}

LIAR(table->mmap_device_memory = map; table->provoke = remember)
