// Refuses an invalid range with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  return renamed(honest_io(session, request), ENXIO, EINVAL);
}

LIAR(table->mmap_device_io = lie)
