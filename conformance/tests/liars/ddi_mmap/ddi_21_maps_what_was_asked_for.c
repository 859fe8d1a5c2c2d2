// Maps the channel that was asked for and not the one that open moved to.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static uint32_t asked;

static int remember_channel(const driver_type* self, void* instance, uint32_t* channel, uint32_t access) {
  asked = *channel;
  return shim_open(self, instance, channel, access);
}

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  (void)channel;
  return shim_mmap(self, instance, asked, offset, protection);
}

LYING_DRIVER(driver->open = remember_channel; driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
