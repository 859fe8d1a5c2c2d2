// Asks without saying that the page is for user level.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return shim_mmap(self, instance, channel, offset, protection & ~(uint32_t)MAPPROOF_PROT_USER);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
