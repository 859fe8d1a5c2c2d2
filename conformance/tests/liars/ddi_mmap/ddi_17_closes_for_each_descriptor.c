// Calls the driver's close for each descriptor.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int quiet_close(const driver_type* self, void* instance, uint32_t channel) {
  (void)self;
  (void)instance;
  (void)channel;
  return 0;
}

static outcome_type lie(session_type* session, int fd) {
  shim_close(&shims[(shim_count - 1) % MOST_SHIMS].driver, NULL, 0);
  return honest()->driver_close(session, fd);
}

LYING_DRIVER(driver->close = quiet_close)

LIAR(table->driver_attach = attach_shim; table->driver_close = lie)
