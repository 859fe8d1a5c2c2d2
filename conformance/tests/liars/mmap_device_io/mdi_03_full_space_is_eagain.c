// Refuses with EAGAIN where the address space is full.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  const handle_type outcome = honest_io(session, request);
  return is_provoked(MAPPROOF_ADDRESS_SPACE_FULL) ? renamed(outcome, ENOMEM, EAGAIN) : outcome;
}

LIAR(table->open = open_with_addresses; table->mmap_device_io = lie; table->provoke = remember)
