// Maps one page more than was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome one_page_too_many(struct mapproof_session* session,
                                                         const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length != 0) changed.length += page_of(session);
  const struct mapproof_address_outcome outcome = honest_map(session, &changed);
  return outcome.value != map_failed() ? outcome : honest_map(session, request);
}

LIAR(table->mmap_device_memory = one_page_too_many)
