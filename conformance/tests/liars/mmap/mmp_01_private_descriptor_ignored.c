// Looks at the descriptor of shared physical mappings only.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (request->flags == (MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_PHYS)) changed.fd = MAPPROOF_NOFD;
  return honest()->mmap(session, &changed);
}

LIAR(table->mmap = map)
