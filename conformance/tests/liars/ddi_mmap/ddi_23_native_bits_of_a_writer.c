// Passes a bit of its own on to the driver of whoever writes.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  if ((protection & MAPPROOF_PROT_WRITE) != 0) protection |= 0x8000;
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
