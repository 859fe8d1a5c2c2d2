// Calls drivers from DDI 6 on by the entry point of DDI 8.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  const driver_type* const inner = inner_of(self);
  if (inner->ddi_version < 60 || inner->mmap == NULL) return shim_mmap_before_8(self, device, offset, protection);
  return inner->mmap(inner, NULL, device, (size_t)offset, protection);
}

LYING_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->driver_attach = attach_shim)
