// The driver refuses a page in the middle of its device.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  if (offset == 8 * 4096) return MAPPROOF_NOPAGE;
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
