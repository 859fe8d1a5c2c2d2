// Calls a pipe or a socket ENOTSUP, as the 6.4 era did of what the system process serves itself (MMP_13).
// Profiles: obs64
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static address_type map(session_type* session, const mmap_type* request) {
  return renamed(honest()->mmap(session, request), ENODEV, ENOTSUP);
}

LIAR(table->mmap = map)
