/* For liars that lie about one kind of memory: remembers what was acquired of it last.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_ACQUIRED_H
#define MAPPROOF_ACQUIRED_H

#include "lookup_liar.h"

static const char* acquired_start;
static const char* acquired_end;

/* Acquires honestly, and remembers the range if it is of that kind. */
static inline struct mapproof_arrange_outcome acquire_and_remember(uint32_t kind, session_type* session,
                                                                   const struct mapproof_memory_request* request,
                                                                   void** address) {
  const struct mapproof_arrange_outcome outcome = honest()->memory_acquire(session, request, address);
  if (outcome.error == 0 && request->kind == kind) {
    acquired_start = *address;
    acquired_end = acquired_start + request->length;
  }
  return outcome;
}

static inline int was_acquired(const void* address) {
  return acquired_start <= (const char*)address && (const char*)address < acquired_end;
}

/* Defines acquire(), a memory_acquire() that remembers this kind. */
#define REMEMBER(kind)                                                                                                 \
  static struct mapproof_arrange_outcome acquire(session_type* session, const struct mapproof_memory_request* request, \
                                                 void** address) {                                                     \
    return acquire_and_remember(kind, session, request, address);                                                      \
  }

#define LOOKUP_LIAR_ABOUT_ACQUIRED(lie) LOOKUP_LIAR_AND(lie, table->memory_acquire = acquire)

#endif
