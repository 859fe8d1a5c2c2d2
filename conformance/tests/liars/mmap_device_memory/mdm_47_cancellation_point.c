// Acts upon a pending request to cancel the thread.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "map_liar.h"

static struct mapproof_address_outcome cancellation_point(struct mapproof_session* session,
                                                          const struct mapproof_map_request* request) {
  pthread_testcancel();
  return honest_map(session, request);
}

LIAR(table->mmap_device_memory = cancellation_point)
