// The driver forgets its memory when one channel is closed, and knows no page of the other any more.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int has_forgotten;

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  return has_forgotten ? MAPPROOF_NOPAGE : shim_mmap(self, instance, channel, offset, protection);
}

static int forget(const driver_type* self, void* instance, uint32_t channel) {
  (void)self;
  (void)instance;
  (void)channel;
  has_forgotten = 1;
  return 0;
}

static int remember(const driver_type* self, void* instance, uint32_t* channel, uint32_t access) {
  (void)self;
  (void)instance;
  (void)channel;
  (void)access;
  has_forgotten = 0;
  return 0;
}

LYING_OWN_DRIVER(driver->mmap = lie; driver->close = forget; driver->open = remember)

LIAR(table->driver = own_shim)
