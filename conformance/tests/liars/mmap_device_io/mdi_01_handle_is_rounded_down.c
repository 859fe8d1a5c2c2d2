// Rounds the io address down to a multiple of eight.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  io_type changed = *request;
  changed.io &= ~UINT64_C(7);
  return honest_io(session, &changed);
}

LIAR(table->mmap_device_io = lie)
