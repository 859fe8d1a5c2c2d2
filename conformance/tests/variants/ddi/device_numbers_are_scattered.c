// Numbers devices from before DDI 8 in no order.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id renumber(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  return shim_mmap_before_8(self, device * 2654435761u ^ 0xFFFFFFFFu, offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = renumber)

LIAR(table->driver_attach = attach_shim)
