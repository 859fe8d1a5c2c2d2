// Does not call close of a device whose last page a fixed mapping has replaced.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int replacing;

static int close_unless_replaced(const driver_type* self, void* instance, uint32_t channel) {
  return replacing ? 0 : shim_close(self, instance, channel);
}

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  replacing = (request->flags & MAPPROOF_MAP_FIXED) != 0;
  const address_outcome_type outcome = honest_device_map(session, request);
  replacing = 0;
  return outcome;
}

LYING_DRIVER(driver->close = close_unless_replaced)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = lie)
