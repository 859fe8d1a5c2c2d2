// Ignores flag bits that are invalid.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome ignores_invalid_flags(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->raw_flags != 0) changed.raw_flags = 0;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = ignores_invalid_flags)
