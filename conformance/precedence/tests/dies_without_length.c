// Dies in a map of length 0.
// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "liar.h"

static struct mapproof_address_outcome deadly(struct mapproof_session* session,
                                              const struct mapproof_map_request* request) {
  if (request->length == 0) abort();
  return honest()->mmap_device_memory(session, request);
}

LIAR(table->mmap_device_memory = deadly)
