// Does not see what a child locks.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "lookup_liar.h"

static pid_t opener;

static struct mapproof_open_outcome open_and_remember(const struct mapproof_open_request* request) {
  opener = getpid();
  return honest()->open(request);
}

static outcome_type child_cannot_lock(session_type* session, const lookup_type* request) {
  return getpid() == opener ? honest_lookup(session, request) : refusal(EAGAIN);
}

LOOKUP_LIAR_AND(child_cannot_lock, table->open = open_and_remember)
