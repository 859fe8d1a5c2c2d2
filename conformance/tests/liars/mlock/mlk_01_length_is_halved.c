// Keeps a length in half of the bits of a size_t.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type length_is_halved(session_type* session, const lock_type* request) {
  lock_type changed = *request;
  changed.length &= SIZE_MAX >> (sizeof(size_t) * 4);
  return honest()->mlock(session, &changed);
}

LIAR(table->mlock = length_is_halved)
