// Removes what is mapped in the place before the driver is asked.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const struct mapproof_unmap_request old = {request->address, request->length, 0, 0};
  if ((request->flags & MAPPROOF_MAP_FIXED) != 0) honest()->driver_munmap(session, &old);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = lie)
