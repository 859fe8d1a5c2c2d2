// Maps one page for a length that wraps when it is rounded up.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome length_wraps(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length > SIZE_MAX - page_of(session)) changed.length = 1;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = length_wraps)
