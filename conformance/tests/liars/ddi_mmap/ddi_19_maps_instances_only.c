// Refuses to map a device that has no instance.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return instance == NULL ? MAPPROOF_NOPAGE : shim_mmap(self, instance, channel, offset, protection);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
