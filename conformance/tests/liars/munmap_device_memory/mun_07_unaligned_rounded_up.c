// Rounds an unaligned address up, so that nothing is removed.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome unaligned_rounded_up(struct mapproof_session* session,
                                                           const struct mapproof_unmap_request* request) {
  return (uintptr_t)request->address % page_of(session) != 0 ? nothing_done()
                                                             : honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = unaligned_rounded_up)
