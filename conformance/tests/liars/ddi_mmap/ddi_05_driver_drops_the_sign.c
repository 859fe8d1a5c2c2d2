// The driver looks at no sign: what is negative, or has the top bit set, is taken without it.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return shim_mmap(self, instance, channel, offset & PTRDIFF_MAX, protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
