// Answers a refusal with the errno instead of -1.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome answers_the_errno(struct mapproof_session* session,
                                                        const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (outcome.value == -1) outcome.value = outcome.error;
  return outcome;
}

LIAR(table->munmap_device_memory = answers_the_errno)
