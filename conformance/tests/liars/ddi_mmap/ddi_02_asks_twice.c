// Asks the driver twice for each page.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id ask_twice(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                  uint32_t protection) {
  shim_mmap(self, instance, channel, offset, protection);
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_DRIVER(driver->mmap = ask_twice)
LIAR(table->driver_attach = attach_shim)
