// Leaves what is mapped in the place although the driver granted all pages.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  changed.flags &= ~MAPPROOF_MAP_FIXED;
  changed.address = NULL;
  address_outcome_type outcome = honest_device_map(session, &changed);
  if ((request->flags & MAPPROOF_MAP_FIXED) != 0 && is_device_mapping(outcome)) outcome.value = request->address;
  return outcome;
}

LIAR(table->driver_mmap = lie)
