// Maps only the whole pages of a longer request.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome partial_page_is_lost(struct mapproof_session* session,
                                                            const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length > page_of(session)) changed.length -= request->length % page_of(session);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = partial_page_is_lost)
