// Refuses to unmap the same place twice in a row.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome second_unmap_refused(struct mapproof_session* session,
                                                           const struct mapproof_unmap_request* request) {
  static void* last;
  if (request->address == last) return no_unmap(EINVAL);
  last = request->address;
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = second_unmap_refused)
