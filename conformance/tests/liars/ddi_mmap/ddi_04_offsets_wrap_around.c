// Goes on with offset 0 behind the last one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  if (request->length - 1 > UINT64_MAX - request->offset) changed.offset = 0;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
