// Never honours a hint.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome hint_ignored(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome there = honest_map(session, request);
  if (is_fixed(request) || there.value == map_failed() || there.value != request->address) return there;
  struct mapproof_map_request anywhere = *request;
  anywhere.address = NULL;
  const struct mapproof_address_outcome elsewhere = honest_map(session, &anywhere);
  honest_unmap(session, there.value, request->length);
  return elsewhere;
}

LIAR(table->mmap_device_memory = hint_ignored)
