// Refuses PROT_EXEC without the ability with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"
#include "provoked.h"

static struct mapproof_address_outcome exec_refusal_is_einval(struct mapproof_session* session,
                                                              const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  return is_provoked(MAPPROOF_WITHOUT_EXEC_PRIVILEGE) && outcome.error != 0 ? renamed(outcome, outcome.error, EINVAL)
                                                                            : outcome;
}

LIAR(table->provoke = remember; table->mmap_device_memory = exec_refusal_is_einval)
