// Answers -1 when all went well.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome success_is_minus_one(struct mapproof_session* session,
                                                           const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  outcome.value = -1;
  return outcome;
}

LIAR(table->munmap_device_memory = success_is_minus_one)
