// Refuses without an errno.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome errno_not_set(struct mapproof_session* session,
                                                    const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  outcome.error = 0;
  return outcome;
}

LIAR(table->munmap_device_memory = errno_not_set)
