// Counts the locks of the parent in the child.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  static pid_t parent;
  if (parent == 0) parent = getpid();
  return getpid() != parent ? refusal(ENOMEM) : honest()->mlock(session, request);
}

LIAR(table->mlock = lock)
