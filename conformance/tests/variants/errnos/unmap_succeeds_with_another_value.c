// Answers a successful unmap with 1: only -1 means an error (MUN_01).
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

static struct mapproof_status_outcome unmap(struct mapproof_session* session,
                                            const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest()->munmap_device_memory(session, request);
  if (outcome.value == 0) outcome.value = 1;
  return outcome;
}

LIAR(table->munmap_device_memory = unmap)
