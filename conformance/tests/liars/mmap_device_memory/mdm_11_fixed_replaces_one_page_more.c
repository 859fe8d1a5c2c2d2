// Takes the page behind a fixed range away too.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome replaces_one_more(struct mapproof_session* session,
                                                         const struct mapproof_map_request* request) {
  struct mapproof_map_request longer = *request;
  longer.length += page_of(session);
  const int is_over = is_fixed(request) && is_mapped(session, (const char*)request->address + request->length);
  const struct mapproof_address_outcome outcome = honest_map(session, is_over ? &longer : request);
  return outcome.value != map_failed() ? outcome : honest_map(session, request);
}

LIAR(table->mmap_device_memory = replaces_one_more)
