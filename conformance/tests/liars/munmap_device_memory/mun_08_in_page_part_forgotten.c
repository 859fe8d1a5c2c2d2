// Rounds an unaligned address down and forgets to extend the length.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome in_page_part_forgotten(struct mapproof_session* session,
                                                             const struct mapproof_unmap_request* request) {
  const uintptr_t inside = (uintptr_t)request->address % page_of(session);
  return honest_unmap(session, (void*)((uintptr_t)request->address - inside), request->length);
}

LIAR(table->munmap_device_memory = in_page_part_forgotten)
