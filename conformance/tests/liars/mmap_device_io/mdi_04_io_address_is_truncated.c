// Looks at 32 bits of the io address.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  io_type changed = *request;
  changed.io &= UINT32_MAX;
  return honest_io(session, &changed);
}

LIAR(table->mmap_device_io = lie)
