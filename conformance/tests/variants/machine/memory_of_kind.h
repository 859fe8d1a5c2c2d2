/* For variants whose ordinary memory lies where most systems would not put it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_MEMORY_OF_KIND_H
#define MAPPROOF_MEMORY_OF_KIND_H

#include "variants/variant.h"

/* Defines acquire(): anonymous memory is of this kind. */
#define ANONYMOUS_IS(other)                                                                                       \
  static struct mapproof_arrange_outcome acquire(struct mapproof_session* session,                                \
                                                 const struct mapproof_memory_request* request, void** address) { \
    struct mapproof_memory_request changed = *request;                                                            \
    if (changed.kind == MAPPROOF_MEMORY_ANONYMOUS) changed.kind = (other);                                        \
    return honest()->memory_acquire(session, &changed, address);                                                  \
  }

#endif
