// Takes the first io address behind the last one for valid.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  const uint64_t highest = honest()->io_facts(session)->highest;
  if (request->io == highest + 1 && request->length == 1) return (handle_type){(uintptr_t)request->io, 0};
  return honest_io(session, request);
}

LIAR(table->mmap_device_io = lie)
