// Maps the page after the one that was asked for.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome one_page_off(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  if (request->length != 0) changed.physical += page_of(session);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = one_page_off)
