// Shortens an unmap that runs beyond the end of the address type, and finds nothing there (MUN_15).
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

static struct mapproof_status_outcome unmap(struct mapproof_session* session,
                                            const struct mapproof_unmap_request* request) {
  const uintptr_t start = (uintptr_t)request->address;
  if (start > honest()->facts(session)->highest_address && request->length > UINTPTR_MAX - start) return nothing_done();
  return honest()->munmap_device_memory(session, request);
}

LIAR(table->munmap_device_memory = unmap)
