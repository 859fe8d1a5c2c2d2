// Gives a private copy of the bytes when MAP_PRIVATE is passed.
// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "map_liar.h"

/* Puts a private copy of the bytes in the place of the mapping. */
static void make_private(void* address, size_t length) {
  void* const copy = malloc(length);
  if (copy == NULL) abort();
  memcpy(copy, address, length);
  if (mmap(address, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != address) abort();
  memcpy(address, copy, length);
  free(copy);
}

static struct mapproof_address_outcome private_copy(struct mapproof_session* session,
                                                    const struct mapproof_map_request* request) {
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value != map_failed() && (request->flags & MAPPROOF_MAP_PRIVATE) != 0) {
    make_private(outcome.value, request->length);
  }
  return outcome;
}

LIAR(table->mmap_device_memory = private_copy)
