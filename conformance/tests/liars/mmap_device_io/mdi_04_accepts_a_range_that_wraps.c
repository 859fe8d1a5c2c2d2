// Checks the end of a range only, which has wrapped around.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  if (request->io + request->length < request->io) return (handle_type){0, 0};
  return honest_io(session, request);
}

LIAR(table->mmap_device_io = lie)
