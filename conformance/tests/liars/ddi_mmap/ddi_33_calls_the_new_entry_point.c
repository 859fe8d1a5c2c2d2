// Calls the entry point of DDI 8 if there is one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  if (inner_of(self)->mmap == NULL) return shim_mmap_before_8(self, device, offset, protection);
  return inner_of(self)->mmap(inner_of(self), NULL, device, (size_t)offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->driver_attach = attach_shim)
