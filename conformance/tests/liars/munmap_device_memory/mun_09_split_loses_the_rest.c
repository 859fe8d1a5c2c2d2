// Loses the rest of a mapping whose middle is removed.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome split_loses_the_rest(struct mapproof_session* session,
                                                           const struct mapproof_unmap_request* request) {
  const uintptr_t first = (uintptr_t)request->address;
  const int in_the_middle = is_mapped(session, (void*)(first - 1)) && is_mapped(session, request->address);
  const struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (in_the_middle && outcome.value != -1) honest_unmap(session, (void*)(first + request->length), page_of(session));
  return outcome;
}

LIAR(table->munmap_device_memory = split_loses_the_rest)
