// Refuses a length of 0 with ENXIO.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  return request->length == 0 ? no_handle(ENXIO) : honest_io(session, request);
}

LIAR(table->mmap_device_io = lie)
