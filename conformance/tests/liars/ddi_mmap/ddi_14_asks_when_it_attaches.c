// Asks for the first page as soon as the driver is attached.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int asking_config_add(const driver_type* self, uint64_t key, void** instance) {
  const int error = shim_config_add(self, key, instance);
  const driver_type* const inner = inner_of(self);
  if (error == 0 && (inner->mmap != NULL || inner->mmap_before_8 != NULL))
    shim_mmap(self, *instance, 0, 0, MAPPROOF_PROT_READ);
  return error;
}

LYING_DRIVER(driver->config_add = asking_config_add)

LIAR(table->driver_attach = attach_shim)
