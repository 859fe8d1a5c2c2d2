// The driver counts pages in 32 bits.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  const uint64_t page = (uint64_t)offset >> 12;
  return shim_mmap(self, instance, channel, (size_t)((page & UINT32_MAX) << 12), protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
