// Refuses a range beyond the end of the address type with EFAULT.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome wrap_is_efault(struct mapproof_session* session,
                                                     const struct mapproof_unmap_request* request) {
  const int wraps = (uintptr_t)request->address + request->length < request->length;
  return wraps ? no_unmap(EFAULT) : honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = wrap_is_efault)
