// The driver refuses to let its memory be executed only if it is to be written too.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  if ((protection & MAPPROOF_PROT_WRITE) == 0) protection &= ~(uint32_t)MAPPROOF_PROT_EXEC;
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
