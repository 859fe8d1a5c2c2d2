// Tells a driver from before DDI 8 the minor number only.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  return shim_mmap_before_8(self, device & ((1u << 18) - 1), offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->driver_attach = attach_shim)
