// Lets only one driver run at a time.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "driver_shim.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  pthread_mutex_lock(&lock);
  const mapproof_page_id answer = shim_mmap(self, instance, channel, offset, protection);
  pthread_mutex_unlock(&lock);
  return answer;
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim)
