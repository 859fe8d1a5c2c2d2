// Demands the type of a mapping before 7.0, as a system that was started so does (MMP_06).
// Profiles: qnx-6.5 qnx-6.6 obs64
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  const int has_type = (request->flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE)) != 0;
  return has_type ? honest()->mmap(session, request) : no_mapping(EINVAL);
}

LIAR(table->mmap = map)
