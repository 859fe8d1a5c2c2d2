// Unmaps the fixed place before it refuses a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const unmap_type place = {request->address, 1, 0, 0};
  if (request->length == 0 && has_flags(request, MAPPROOF_MAP_FIXED)) honest()->munmap(session, &place);
  return honest()->mmap(session, request);
}

LIAR(table->mmap = map)
