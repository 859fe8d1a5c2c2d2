// Maps the device as it would without PROT_NOCACHE.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  struct mapproof_map_request map = {0};
  map.length = request->length;
  map.physical = request->io;
  map.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  const struct mapproof_address_outcome outcome = honest()->mmap_device_memory(session, &map);
  return (handle_type){(uintptr_t)outcome.value, outcome.error};
}

LIAR(table->open = open_with_addresses; table->mmap_device_io = lie)
