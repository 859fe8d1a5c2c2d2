/* For variants that choose another place where the caller leaves it to them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_PLACING_H
#define MAPPROOF_PLACING_H

#include <stdatomic.h>

#include "variants/variant.h"

/* Defines map(): without an address of the caller's, each mapping is wanted `distance` beyond the one before, from
 * `first` on. No address comes twice. */
#define PLACES(first, distance)                                                                 \
  static struct mapproof_address_outcome map(struct mapproof_session* session,                  \
                                             const struct mapproof_map_request* request) {      \
    static atomic_uint_least64_t count;                                                         \
    struct mapproof_map_request changed = *request;                                             \
    if (changed.address == NULL && !is_fixed(request)) {                                        \
      changed.address = (void*)(uintptr_t)((first) + atomic_fetch_add(&count, 1) * (distance)); \
    }                                                                                           \
    return honest_map(session, &changed);                                                       \
  }

#define MIB 0x100000ull
#define GIB 0x40000000ull

#endif
