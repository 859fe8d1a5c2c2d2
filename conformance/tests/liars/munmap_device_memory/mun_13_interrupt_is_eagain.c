// Answers EAGAIN when an unmap is interrupted.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome interrupt_is_eagain(struct mapproof_session* session,
                                                          const struct mapproof_unmap_request* request) {
  struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (outcome.value == -1 && outcome.error == EINTR) outcome.error = EAGAIN;
  return outcome;
}

LIAR(table->munmap_device_memory = interrupt_is_eagain)
