// Refuses as soon as there is a limit, though there is room below it.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"
#include "provoked.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int is_limited = is_provoked(MAPPROOF_LOCK_LIMIT);
  return is_limited ? no_mapping(EAGAIN) : honest()->mmap(session, request);
}

LIAR(table->mmap = map; table->provoke = remember)
