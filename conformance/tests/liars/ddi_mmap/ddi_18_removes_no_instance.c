// Removes an instance without saying which.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int lie(const driver_type* self, void* instance) {
  (void)instance;
  return shim_config_remove(self, NULL);
}

LYING_DRIVER(driver->config_remove = lie)

LIAR(table->driver_attach = attach_shim)
