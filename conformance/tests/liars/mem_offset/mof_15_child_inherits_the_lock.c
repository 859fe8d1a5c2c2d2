// Takes memory for locked in a child because it is in the parent.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "lookup_liar.h"

static pid_t opener;

static struct mapproof_open_outcome open_and_remember(const struct mapproof_open_request* request) {
  opener = getpid();
  return honest()->open(request);
}

static outcome_type child_inherits_the_lock(session_type* session, const lookup_type* request) {
  return getpid() == opener ? honest_lookup(session, request) : lookup_without_lock(session, request);
}

LOOKUP_LIAR_AND(child_inherits_the_lock, table->open = open_and_remember)
