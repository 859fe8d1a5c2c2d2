// Treats every hint as a fixed address.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const address_outcome_type outcome = honest_device_map(session, request);
  if (request->address == NULL || outcome.error != 0) return outcome;
  changed.flags |= MAPPROOF_MAP_FIXED;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
