// Puts memory in the place before the driver is asked.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"
#include "private_copy.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  if ((request->flags & MAPPROOF_MAP_FIXED) != 0) make_private(request->address, request->length);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = lie)
