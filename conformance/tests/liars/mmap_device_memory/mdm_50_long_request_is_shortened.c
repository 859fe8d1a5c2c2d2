// Grants what there is of a request that is too long by far.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome is_shortened(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length > SIZE_MAX >> (sizeof(size_t) * 4)) changed.length = page_of(session);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = is_shortened)
