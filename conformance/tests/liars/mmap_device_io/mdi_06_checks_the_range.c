// Refuses ports that do not exist in the 6.4 era too.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  const uint64_t highest = honest()->io_facts(session)->highest;
  const int is_valid = request->io <= highest && request->length <= highest - request->io + 1;
  return is_valid ? honest_io(session, request) : no_handle(ENXIO);
}

LIAR(table->mmap_device_io = lie)
