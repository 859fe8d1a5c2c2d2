// Tells a driver from before DDI 8 another number at each call.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  static uint32_t calls;
  return shim_mmap_before_8(self, device + (++calls << 26), offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->driver_attach = attach_shim)
