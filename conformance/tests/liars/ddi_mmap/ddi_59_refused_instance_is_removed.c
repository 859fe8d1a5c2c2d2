// Removes an instance that was not added.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int remove_at_once(const driver_type* self, uint64_t key, void** instance) {
  const int error = shim_config_add(self, key, instance);
  if (error != 0) inner_of(self)->config_remove(inner_of(self), *instance);
  return error;
}

LYING_DRIVER(driver->config_add = remove_at_once)

LIAR(table->driver_attach = attach_shim)
