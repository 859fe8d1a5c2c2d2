// Treats a hint as fixed where it points at shared memory of the caller.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"
#include "wiped_hint.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  if (request->length != 0 && kind_at(request->address) == SHARED_MEMORY) changed.flags |= MAPPROOF_MAP_FIXED;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
