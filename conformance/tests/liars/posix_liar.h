/* What the liars about posix_mem_offset(), mmap() and the lock family share: short names, refusals, and both forms of
 * posix_mem_offset() at once.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_POSIX_LIAR_H
#define MAPPROOF_POSIX_LIAR_H

#include "liar.h"

typedef struct mapproof_session session_type;
typedef struct mapproof_status_outcome status_type;
typedef struct mapproof_address_outcome address_type;
typedef struct mapproof_offset_request place_type;
typedef struct mapproof_mmap_request mmap_type;
typedef struct mapproof_lock_request lock_type;
typedef struct mapproof_lock_all_request lock_all_type;
typedef struct mapproof_unmap_request unmap_type;
typedef struct mapproof_protect_request protect_type;
typedef status_type (*form_type)(session_type*, const place_type*);

static inline status_type success(void) {
  const status_type outcome = {0, 0};
  return outcome;
}

/* The errno of a refusal in place of -1. */
static inline status_type errno_as_value(status_type outcome) {
  const status_type value = {outcome.error, 0};
  return outcome.value == -1 ? value : outcome;
}

static inline int has_flags(const mmap_type* request, uint32_t flags) { return (request->flags & flags) == flags; }

/* The same request for private memory: what a careless system gives in place of a refusal. */
static inline address_type ordinary_memory(session_type* session, const mmap_type* request) {
  mmap_type changed = *request;
  changed.flags = (request->flags & MAPPROOF_MAP_FIXED) | MAPPROOF_MAP_PRIVATE | MAPPROOF_MAP_ANON;
  changed.fd = MAPPROOF_NOFD;
  changed.offset = 0;
  return honest()->mmap(session, &changed);
}

/* Breaks both forms of posix_mem_offset() in the same way: `lie` is given the honest form to ask. Further arguments are
 * statements about the table. */
#define PLACE_LIAR(lie, ...)                                                        \
  static status_type narrow_lie(session_type* session, const place_type* request) { \
    return (lie)(honest()->posix_mem_offset, session, request);                     \
  }                                                                                 \
  static status_type wide_lie(session_type* session, const place_type* request) {   \
    return (lie)(honest()->posix_mem_offset64, session, request);                   \
  }                                                                                 \
  LIAR(table->posix_mem_offset = narrow_lie; table->posix_mem_offset64 = wide_lie; __VA_ARGS__)

#endif
