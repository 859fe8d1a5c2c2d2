// Refuses a call from a signal handler.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include "map_liar.h"

static struct mapproof_address_outcome handler_refused(struct mapproof_session* session,
                                                       const struct mapproof_map_request* request) {
  sigset_t blocked;
  sigprocmask(SIG_BLOCK, NULL, &blocked);
  return sigismember(&blocked, SIGALRM) == 1 ? no_mapping(EAGAIN) : honest_map(session, request);
}

LIAR(table->mmap_device_memory = handler_refused)
