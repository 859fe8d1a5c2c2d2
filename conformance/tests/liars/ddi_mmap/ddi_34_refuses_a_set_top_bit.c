// Refuses an offset whose top bit is set without asking the driver.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  if (request->offset >> 63 != 0) return no_device_mapping(EINVAL);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = lie)
