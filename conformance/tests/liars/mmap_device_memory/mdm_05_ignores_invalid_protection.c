// Ignores protection bits that are unknown.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome ignores_invalid_protection(struct mapproof_session* session,
                                                                  const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->raw_protection != 0) changed.raw_protection = 0;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = ignores_invalid_protection)
