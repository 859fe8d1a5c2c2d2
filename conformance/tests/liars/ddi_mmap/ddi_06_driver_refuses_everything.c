// The driver refuses whatever protection it is asked for.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  (void)self;
  (void)instance;
  (void)channel;
  (void)offset;
  (void)protection;
  return MAPPROOF_NOPAGE;
}

LYING_OWN_DRIVER(driver->mmap = lie)

LIAR(table->driver = own_shim)
