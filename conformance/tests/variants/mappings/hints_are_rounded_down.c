// Rounds an unaligned hint down in place of up.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (!is_fixed(request)) changed.address = (char*)changed.address - (uintptr_t)changed.address % page_of(session);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = map)
