// Leaves what mmap() has mapped to munmap().
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static void* ordinary;

static struct mapproof_address_outcome remember(struct mapproof_session* session,
                                                const struct mapproof_mmap_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap(session, request);
  ordinary = outcome.value;
  return outcome;
}

static struct mapproof_status_outcome ordinary_mapping_stays(struct mapproof_session* session,
                                                             const struct mapproof_unmap_request* request) {
  if (ordinary != NULL && request->address == ordinary) return nothing_done();
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->mmap = remember; table->munmap_device_memory = ordinary_mapping_stays)
