// Maps the first window for a physical range that wraps.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome wrap_is_mapped(struct mapproof_session* session,
                                                      const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->physical + request->length < request->physical && request->length < SIZE_MAX / 2)
    changed.physical = honest()->facts(session)->windows[0].physical;
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = wrap_is_mapped)
