// Tells every driver from before DDI 8 that its device is number 0.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  (void)device;
  return shim_mmap_before_8(self, 0, offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->driver_attach = attach_shim)
