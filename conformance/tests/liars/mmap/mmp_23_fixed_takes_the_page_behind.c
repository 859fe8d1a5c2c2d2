// Takes the page behind a fixed range away too.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const address_type outcome = honest()->mmap(session, request);
  const unmap_type behind = {(char*)request->address + request->length, page_of(session), 0, 0};
  if (has_flags(request, MAPPROOF_MAP_FIXED) && outcome.value != map_failed()) honest()->munmap(session, &behind);
  return outcome;
}

LIAR(table->mmap = map)
