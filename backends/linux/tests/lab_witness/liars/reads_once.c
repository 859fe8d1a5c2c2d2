// Maps privately: what is loaded is the device's, what is stored never reaches it.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <sys/mman.h>

#include "liar.h"

static struct mapproof_address_outcome lie(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, request);
  if (outcome.error != 0) return outcome;
  const size_t in_page = request->physical % 4096, length = in_page + request->length;
  char* const copy = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char* const start = (char*)outcome.value - in_page;
  for (size_t i = 0; i < length; i += sizeof(unsigned)) {
    *(volatile unsigned*)(copy + i) = *(volatile unsigned*)(start + i);
  }
  mremap(copy, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, start);
  return outcome;
}

LIAR(table->mmap_device_memory = lie)
