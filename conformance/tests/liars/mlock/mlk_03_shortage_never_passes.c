// Goes on refusing after the shortage has passed.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock(session_type* session, const lock_type* request) {
  static int was_short;
  const status_type outcome = honest()->mlock(session, request);
  if (outcome.value == -1 && outcome.error == EAGAIN) was_short = 1;
  return was_short ? refusal(EAGAIN) : outcome;
}

LIAR(table->mlock = lock)
