// The driver counts page ids up from that of its first page.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  const mapproof_page_id first = shim_mmap(self, instance, channel, 0, protection);
  const mapproof_page_id asked = shim_mmap(self, instance, channel, offset, protection);
  return asked == MAPPROOF_NOPAGE ? asked : first + offset / 4096;
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
