// Gives memory for MAP_SHARED that a child does not share.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  if (!(request->fd == MAPPROOF_NOFD && (request->flags & (MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON)) == 0) ||
      !has_flags(request, MAPPROOF_MAP_SHARED))
    return honest()->mmap(session, request);
  const address_type outcome = {mmap(NULL, request->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
                                0};
  return outcome;
}

LIAR(table->mmap = map)
