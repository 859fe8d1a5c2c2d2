// Leaves a page of memory mapped whenever it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  mmap_type left = {0};
  left.length = page_of(session);
  if (outcome.value == map_failed()) ordinary_memory(session, &left);
  return outcome;
}

LIAR(table->mmap = map)
