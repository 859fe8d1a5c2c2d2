// Removes a page for a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome zero_length_removes_a_page(struct mapproof_session* session,
                                                                 const struct mapproof_unmap_request* request) {
  if (request->length == 0) honest_unmap(session, request->address, 1);
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = zero_length_removes_a_page)
