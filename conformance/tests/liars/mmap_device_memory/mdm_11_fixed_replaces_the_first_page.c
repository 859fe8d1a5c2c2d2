// Replaces the first page only where a fixed range is mapped over another.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome replaces_the_first(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  struct mapproof_map_request changed = *request;
  const int is_over = is_fixed(request) && request->length > page_of(session) && is_mapped(session, request->address);
  if (is_over) changed.length = page_of(session);
  return honest_map(session, &changed);
}

LIAR(table->mmap_device_memory = replaces_the_first)
