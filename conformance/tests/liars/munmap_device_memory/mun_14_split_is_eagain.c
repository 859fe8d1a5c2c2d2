// Refuses a split that cannot be recorded with EAGAIN.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome split_is_eagain(struct mapproof_session* session,
                                                      const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (outcome.value == -1 && outcome.error == ENOMEM) outcome.error = EAGAIN;
  return outcome;
}

LIAR(table->munmap_device_memory = split_is_eagain)
