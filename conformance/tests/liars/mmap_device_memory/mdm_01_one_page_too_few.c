// Leaves the last page of a longer range unmapped.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome one_page_too_few(struct mapproof_session* session,
                                                        const struct mapproof_map_request* request) {
  const size_t page = page_of(session);
  struct mapproof_map_request changed = *request;
  if (request->length > page && request->length < SIZE_MAX / 2) changed.length -= page;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = one_page_too_few)
