// Removes one page more than the range touches.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome one_page_too_many(struct mapproof_session* session,
                                                        const struct mapproof_unmap_request* request) {
  const size_t page = page_of(session);
  const int grows = request->length != 0 && request->length < 2 * page;
  return honest_unmap(session, request->address, request->length + (grows ? page : 0));
}

LIAR(table->munmap_device_memory = one_page_too_many)
