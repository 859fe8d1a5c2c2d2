// Lets stores through a mapping that asked to read only.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  if (request->protection == MAPPROOF_PROT_READ) changed.protection |= MAPPROOF_PROT_WRITE;
  const address_type outcome = honest()->mmap(session, &changed);
  return outcome.value != map_failed() ? outcome : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
