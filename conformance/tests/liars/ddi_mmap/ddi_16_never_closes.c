// Does not call the driver's close at all.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int lie(const driver_type* self, void* instance, uint32_t channel) {
  (void)self;
  (void)instance;
  (void)channel;
  return 0;
}

LYING_DRIVER(driver->close = lie)

LIAR(table->driver_attach = attach_shim)
