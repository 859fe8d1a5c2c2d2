// Asks for each page's successor before it asks for the page.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id successor_first(const struct mapproof_driver* self, void* instance, uint32_t channel,
                                        size_t offset, uint32_t protection) {
  shim_mmap(self, instance, channel, offset + 4096, protection);
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_DRIVER(driver->mmap = successor_first)
LIAR(table->driver_attach = attach_shim)
