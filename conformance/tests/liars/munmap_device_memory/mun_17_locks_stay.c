// Keeps what an unmapped range had used of the lock limit.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static const void* locked;
static int used_up;

static struct mapproof_status_outcome lock(struct mapproof_session* session,
                                           const struct mapproof_lock_request* request) {
  if (used_up) return no_unmap(ENOMEM);
  locked = locked == NULL ? request->address : locked;
  return honest()->mlock(session, request);
}

static struct mapproof_status_outcome locks_stay(struct mapproof_session* session,
                                                 const struct mapproof_unmap_request* request) {
  if (locked != NULL && request->address == locked) used_up = 1;
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->mlock = lock; table->munmap_device_memory = locks_stay)
