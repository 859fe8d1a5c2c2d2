// Makes munmap() a call without effect.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome munmap_does_nothing(struct mapproof_session* session,
                                                          const struct mapproof_unmap_request* request) {
  (void)session;
  (void)request;
  return nothing_done();
}

LIAR(table->munmap = munmap_does_nothing)
