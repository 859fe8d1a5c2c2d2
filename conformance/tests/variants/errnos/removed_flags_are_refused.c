// Refuses the flags that lost their meaning in 7.0 (MMP_15).
// Profiles: qnx-7.0 qnx-7.1 qnx-7.1b qnx-8.0
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const uint32_t removed = MAPPROOF_MAP_NOINIT | MAPPROOF_MAP_BELOW16M | MAPPROOF_MAP_NOX64K;
  return (request->flags & removed) != 0 ? no_mapping(EINVAL) : honest()->mmap(session, request);
}

LIAR(table->mmap = map)
