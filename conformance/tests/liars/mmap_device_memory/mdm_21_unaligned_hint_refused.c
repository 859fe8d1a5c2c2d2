// Refuses an unaligned hint.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome unaligned_hint_refused(struct mapproof_session* session,
                                                              const struct mapproof_map_request* request) {
  if (!is_fixed(request) && (uintptr_t)request->address % page_of(session) != 0) return no_mapping(EINVAL);
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = unaligned_hint_refused)
