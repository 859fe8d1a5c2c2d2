// Maps what there is of a range that ends behind the last port.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  const uint64_t highest = honest()->io_facts(session)->highest;
  io_type changed = *request;
  if (changed.io <= highest && changed.length > highest - changed.io)
    changed.length = (size_t)(highest - changed.io + 1);
  return honest_io(session, &changed);
}

LIAR(table->mmap_device_io = lie)
