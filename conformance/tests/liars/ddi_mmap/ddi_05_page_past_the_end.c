// The driver grants one page more than its device has.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id one_more(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                 uint32_t protection) {
  const mapproof_page_id id = shim_mmap(self, instance, channel, offset, protection);
  return id != MAPPROOF_NOPAGE || offset < 4096 ? id : shim_mmap(self, instance, channel, offset - 4096, protection);
}

LYING_OWN_DRIVER(driver->mmap = one_more)

LIAR(table->driver = own_shim)
