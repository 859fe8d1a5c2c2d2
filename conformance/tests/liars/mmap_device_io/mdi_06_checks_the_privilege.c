// Refuses a caller without privilege in the 6.4 era too.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  return is_provoked(MAPPROOF_WITHOUT_MAP_PRIVILEGE) ? no_handle(EPERM) : honest_io(session, request);
}

LIAR(table->mmap_device_io = lie; table->provoke = remember)
