// Ignores the lowest of the flag bits that are invalid.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome ignores_one_invalid_flag(struct mapproof_session* session,
                                                                const struct mapproof_map_request* request) {
  const uint32_t invalid = honest()->facts(session)->invalid_flags;
  struct mapproof_map_request changed = *request;
  changed.raw_flags &= ~(invalid & (~invalid + 1));
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = ignores_one_invalid_flag)
