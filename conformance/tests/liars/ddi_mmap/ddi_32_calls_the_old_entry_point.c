// Calls the entry point of old drivers if there is one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  if (inner_of(self)->mmap_before_8 == NULL) return shim_mmap(self, instance, channel, offset, protection);
  return shim_mmap_before_8(self, channel, (int64_t)offset, protection);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
