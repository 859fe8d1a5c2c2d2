// Leaves zeros where the pages were.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "map_liar.h"

static struct mapproof_status_outcome leaves_zeros(struct mapproof_session* session,
                                                   const struct mapproof_unmap_request* request) {
  const struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  if (outcome.value != -1) {
    mmap(request->address, request->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  }
  return outcome;
}

LIAR(table->munmap_device_memory = leaves_zeros)
