// Keeps a length in half of the bits of a size_t.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome length_is_halved(struct mapproof_session* session,
                                                        const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  changed.length &= SIZE_MAX >> (sizeof(size_t) * 4);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = length_is_halved)
