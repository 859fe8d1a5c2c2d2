// Asks for each page twice, and takes the second answer.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id ask_twice(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                  uint32_t protection) {
  if (shim_mmap(self, instance, channel, offset, protection) == MAPPROOF_NOPAGE) return MAPPROOF_NOPAGE;
  return shim_mmap(self, instance, channel, offset, protection);
}

LYING_DRIVER(driver->mmap = ask_twice)

LIAR(table->driver_attach = attach_shim)
