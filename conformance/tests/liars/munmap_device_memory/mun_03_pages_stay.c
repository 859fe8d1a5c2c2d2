// Claims success and leaves the pages accessible.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome pages_stay(struct mapproof_session* session,
                                                 const struct mapproof_unmap_request* request) {
  if (!is_mapped(session, request->address) || request->length == 0)
    return honest_unmap(session, request->address, request->length);
  return nothing_done();
}

LIAR(table->munmap_device_memory = pages_stay)
