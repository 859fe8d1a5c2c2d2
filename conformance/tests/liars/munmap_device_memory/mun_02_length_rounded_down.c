// Rounds the length down to a page.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome length_rounded_down(struct mapproof_session* session,
                                                          const struct mapproof_unmap_request* request) {
  const size_t whole = request->length - request->length % page_of(session);
  if (whole == 0 && request->length != 0) return nothing_done();
  return honest_unmap(session, request->address, whole);
}

LIAR(table->munmap_device_memory = length_rounded_down)
