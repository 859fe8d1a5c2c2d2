// Answers EINTR although the pages are gone.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome interrupted_after_the_unmap(struct mapproof_session* session,
                                                                  const struct mapproof_unmap_request* request) {
  const struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (outcome.value == -1 && outcome.error == EINTR) honest_unmap(session, request->address, request->length);
  return outcome;
}

LIAR(table->munmap_device_memory = interrupted_after_the_unmap)
