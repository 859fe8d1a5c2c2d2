// Goes on counting what was locked when it was unmapped.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static const void* locked;
static int is_gone;

static status_type lock(session_type* session, const lock_type* request) {
  if (is_gone) return refusal(ENOMEM);
  if (locked == NULL) locked = request->address;
  return honest()->mlock(session, request);
}

static status_type unmap(session_type* session, const unmap_type* request) {
  if (locked != NULL && request->address == locked) is_gone = 1;
  return honest()->munmap(session, request);
}

LIAR(table->mlock = lock; table->munmap = unmap)
