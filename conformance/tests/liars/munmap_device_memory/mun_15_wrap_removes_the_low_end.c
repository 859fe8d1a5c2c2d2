// Removes the last page below the wrapped end of a range.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome wrap_removes_the_low_end(struct mapproof_session* session,
                                                               const struct mapproof_unmap_request* request) {
  const size_t page = page_of(session);
  const uintptr_t end = (uintptr_t)request->address + request->length;
  if (end < request->length && end > page) return honest_unmap(session, (void*)(end - page), page);
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = wrap_removes_the_low_end)
