// Refuses a range in which nothing is mapped.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome hole_refused(struct mapproof_session* session,
                                                   const struct mapproof_unmap_request* request) {
  const int mapped = is_mapped(session, request->address);
  const struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  return mapped || outcome.value == -1 ? outcome : no_unmap(ENOMEM);
}

LIAR(table->munmap_device_memory = hole_refused)
