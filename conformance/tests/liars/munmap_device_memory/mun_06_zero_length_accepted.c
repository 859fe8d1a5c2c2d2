// Claims success for a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome zero_length_accepted(struct mapproof_session* session,
                                                           const struct mapproof_unmap_request* request) {
  return request->length == 0 ? nothing_done() : honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = zero_length_accepted)
