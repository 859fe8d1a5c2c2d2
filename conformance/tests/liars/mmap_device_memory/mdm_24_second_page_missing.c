// Maps only the first page of a short request that straddles two.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome second_page_missing(struct mapproof_session* session,
                                                           const struct mapproof_map_request* request) {
  const size_t page = page_of(session);
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value == map_failed()) return outcome;
  const uintptr_t last_page = ((uintptr_t)outcome.value + request->length - 1) / page * page;
  if (request->length < page && last_page > (uintptr_t)outcome.value && request->physical % page != 0) {
    honest_unmap(session, (void*)last_page, page);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = second_page_missing)
