// The driver grants every protection.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id grant_all(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                  uint32_t protection) {
  (void)protection;
  return shim_mmap(self, instance, channel, offset, MAPPROOF_PROT_READ);
}

LYING_OWN_DRIVER(driver->mmap = grant_all)

LIAR(table->driver = own_shim)
