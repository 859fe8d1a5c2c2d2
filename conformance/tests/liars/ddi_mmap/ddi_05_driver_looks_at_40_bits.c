// The driver looks at the low 40 bits of an offset.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return shim_mmap(self, instance, channel, (size_t)(offset & ((UINT64_C(1) << 40) - 1)), protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
