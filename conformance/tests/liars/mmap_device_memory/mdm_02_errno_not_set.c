// Refuses without an errno.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome errno_not_set(struct mapproof_session* session,
                                                     const struct mapproof_map_request* request) {
  struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value == map_failed()) outcome.error = 0;
  return outcome;
}

LIAR(table->mmap_device_memory = errno_not_set)
