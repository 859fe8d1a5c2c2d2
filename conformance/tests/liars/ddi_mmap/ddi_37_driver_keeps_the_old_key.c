// The driver does not take the new key.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int lie(const driver_type* self, void* instance, uint64_t key) {
  (void)self;
  (void)instance;
  (void)key;
  return 0;
}

LYING_OWN_DRIVER(driver->config_modify = lie)

LIAR(table->driver = own_shim)
