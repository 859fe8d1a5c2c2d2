// Treats a hint as fixed where it points at memory that the subject itself gave.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  uint64_t physical = 0;
  const int is_given = honest()->physical_of(session, request->address, &physical).error == 0;
  if (request->length != 0 && is_given) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
