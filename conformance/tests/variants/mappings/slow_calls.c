// Takes its time: 20 ms for each call.
// Profiles: qnx-7.1 obs64
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <time.h>

#include "liar.h"

static void dawdle(void) {
  const struct timespec twenty_ms = {0, 20000000};
  int before = 0;
  // The calls are no cancellation points, nanosleep() is one.
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  nanosleep(&twenty_ms, NULL);
  pthread_setcancelstate(before, NULL);
}

/* Defines slow_CALL(): the honest call, later. */
#define SLOW(call, outcome_kind, request_kind)                                                     \
  static struct mapproof_##outcome_kind##_outcome slow_##call(                                     \
      struct mapproof_session* session, const struct mapproof_##request_kind##_request* request) { \
    dawdle();                                                                                      \
    return honest()->call(session, request);                                                       \
  }

SLOW(mmap_device_memory, address, map)
SLOW(munmap_device_memory, status, unmap)
SLOW(mem_offset, status, offset)
SLOW(mem_offset64, status, offset)
SLOW(mlock, status, lock)

LIAR(table->mmap_device_memory = slow_mmap_device_memory; table->munmap_device_memory = slow_munmap_device_memory;
     table->mem_offset = slow_mem_offset; table->mem_offset64 = slow_mem_offset64; table->mlock = slow_mlock)
