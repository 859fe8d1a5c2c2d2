// Has a driver that takes its memory when it is opened, and knows no page before and after.
// SPDX-License-Identifier: Apache-2.0
#include "kernel_memory_driver.h"

static unsigned open_channels;

static void opened(uint32_t channel) { open_channels |= 1u << channel; }

static void closed(uint32_t channel) { open_channels &= ~(1u << channel); }

static mapproof_page_id show_if_open(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                     uint32_t protection) {
  return open_channels == 0 ? MAPPROOF_NOPAGE : show(self, instance, channel, offset, protection);
}

static mapproof_page_id show_if_open_before_8(const driver_type* self, uint32_t device, int64_t offset,
                                              uint32_t protection) {
  return open_channels == 0 ? MAPPROOF_NOPAGE : show_before_8(self, device, offset, protection);
}

static const driver_type* driver(session_type* session) {
  static driver_type own;
  own = *kernel_memory_driver(session);
  if (own.mmap != NULL) own.mmap = show_if_open;
  if (own.mmap_before_8 != NULL) own.mmap_before_8 = show_if_open_before_8;
  return &own;
}

LIAR(table->driver = driver; table->driver_facts = kernel_memory_facts; table->kernel_memory = reused_memory)
