// Claims success for a range outside the address space.
// SPDX-License-Identifier: Apache-2.0
#include "map_liar.h"

static struct mapproof_status_outcome outside_accepted(struct mapproof_session* session,
                                                       const struct mapproof_unmap_request* request) {
  const struct mapproof_status_outcome outcome = honest_unmap(session, request->address, request->length);
  const uintptr_t last = (uintptr_t)request->address + (request->length - 1);
  return request->length != 0 && last > honest()->facts(session)->highest_address ? nothing_done() : outcome;
}

LIAR(table->munmap_device_memory = outside_accepted)
