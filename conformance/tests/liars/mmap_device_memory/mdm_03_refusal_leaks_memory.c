// Leaves a page of memory mapped whenever it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_address_outcome refusal_leaks(struct mapproof_session* session,
                                                     const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value == map_failed()) {
    struct mapproof_mmap_request left = {0};
    left.length = page_of(session);
    left.protection = MAPPROOF_PROT_READ;
    left.flags = MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON;
    left.fd = MAPPROOF_NOFD;
    honest()->mmap(session, &left);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = refusal_leaks)
