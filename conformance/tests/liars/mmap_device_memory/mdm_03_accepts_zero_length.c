// Maps a page for a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome accepts_zero_length(struct mapproof_session* session,
                                                           const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length == 0) changed.length = 1;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = accepts_zero_length)
