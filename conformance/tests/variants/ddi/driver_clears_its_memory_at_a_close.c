// Has a driver that clears what it shows when a channel is closed, and keeps it.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "kernel_memory_driver.h"

static void opened(uint32_t channel) { (void)channel; }

static void closed(uint32_t channel) {
  (void)channel;
  memset(shown, 0, KERNEL_PAGES * page_of(kernel));
}

KERNEL_MEMORY_LIAR
