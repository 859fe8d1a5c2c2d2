// Maps a length of 0 as one of 1.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  io_type changed = *request;
  if (changed.length == 0) changed.length = 1;
  return honest_io(session, &changed);
}

LIAR(table->mmap_device_io = lie)
