// Replaces nothing once a descriptor was closed.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int closed;

static outcome_type remember(session_type* session, int fd) {
  closed = 1;
  return honest()->driver_close(session, fd);
}

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  if (closed && (request->flags & MAPPROOF_MAP_FIXED) != 0) return no_device_mapping(EBUSY);
  return honest_device_map(session, request);
}

LIAR(table->driver_close = remember; table->driver_mmap = lie)
