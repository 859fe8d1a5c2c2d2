// Takes a request without a type for MAP_SHARED.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  if ((changed.flags & (MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE)) == 0) changed.flags |= MAPPROOF_MAP_SHARED;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
