// Lets a fixed mapping begin a page too early.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const address_outcome_type outcome = honest_device_map(session, request);
  if (outcome.error != 0 || (request->flags & MAPPROOF_MAP_FIXED) == 0) return outcome;
  changed.address = (char*)request->address - page_of(session);
  honest_device_map(session, &changed);
  return outcome;
}

LIAR(table->driver_mmap = lie)
