// Rounds a fixed address down to its page.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const uintptr_t address = (uintptr_t)changed.address;
  changed.address = (void*)(address - address % page_of(session));
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
