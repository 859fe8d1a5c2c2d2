// Gives the second writable view of a range a copy of its bytes.
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

static struct mapproof_address_outcome second_view_is_a_copy(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  static uint64_t seen;
  const struct mapproof_address_outcome outcome = honest_map(session, request);
  if (outcome.value == map_failed() || (request->protection & MAPPROOF_PROT_WRITE) == 0) return outcome;
  if (seen == request->physical) make_private(outcome.value, request->length);
  seen = request->physical;
  return outcome;
}

LIAR(table->mmap_device_memory = second_view_is_a_copy)
