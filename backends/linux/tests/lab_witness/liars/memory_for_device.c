// Maps ordinary memory in place of the device.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, request);
  if (outcome.error != 0) return outcome;
  char* const start = (char*)outcome.value - request->physical % 4096;
  (void)mmap(start, request->length + request->physical % 4096, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return outcome;
}

LIAR(table->mmap_device_memory = lie)
