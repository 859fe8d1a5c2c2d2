// Refuses a call from any thread but the first.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include "map_liar.h"

static struct mapproof_address_outcome second_thread_refused(struct mapproof_session* session,
                                                             const struct mapproof_map_request* request) {
  static pthread_t first;
  static int known;
  if (!known) first = pthread_self();
  known = 1;
  return pthread_equal(first, pthread_self()) ? honest_map(session, request) : no_mapping(EAGAIN);
}

LIAR(table->mmap_device_memory = second_thread_refused)
