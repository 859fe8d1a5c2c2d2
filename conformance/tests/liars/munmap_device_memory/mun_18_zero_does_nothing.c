// Makes munmap_flags() with flags 0 a call without effect.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome zero_does_nothing(struct mapproof_session* session,
                                                        const struct mapproof_unmap_request* request) {
  return request->flags == 0 ? nothing_done() : honest()->munmap_flags(session, request);
}

LIAR(table->munmap_flags = zero_does_nothing)
