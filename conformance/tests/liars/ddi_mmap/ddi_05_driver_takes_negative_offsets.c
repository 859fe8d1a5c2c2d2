// The driver compares offsets as signed numbers, and takes every negative one for its first page.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return shim_mmap(self, instance, channel, (ptrdiff_t)offset < 0 ? 0 : offset, protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
