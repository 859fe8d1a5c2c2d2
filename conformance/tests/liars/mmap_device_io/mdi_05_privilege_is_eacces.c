// Refuses a caller without privilege with EACCES.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  return renamed(honest_io(session, request), EPERM, EACCES);
}

LIAR(table->mmap_device_io = lie)
