// Has a driver that waits for another thread at each page.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <stdlib.h>

#include "driver_shim.h"

static void* interrupt(void* arrived) {
  *(int*)arrived = 1;
  return NULL;
}

static mapproof_page_id wait_for_the_device(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                            uint32_t protection) {
  pthread_t device;
  int has_arrived = 0;
  if (pthread_create(&device, NULL, interrupt, &has_arrived) != 0 || pthread_join(device, NULL) != 0) abort();
  return has_arrived ? shim_mmap(self, instance, channel, offset, protection) : MAPPROOF_NOPAGE;
}

LYING_OWN_DRIVER(driver->mmap = wait_for_the_device)

LIAR(table->driver = own_shim)
