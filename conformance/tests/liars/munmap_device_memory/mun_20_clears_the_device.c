// Clears the bytes of the device that it unmaps.
// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "map_liar.h"

static struct mapproof_status_outcome clears_the_device(struct mapproof_session* session,
                                                        const struct mapproof_unmap_request* request) {
  const uint32_t read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
  struct mapproof_map_request view = {NULL, page_of(session), 0, read_write, 0, 0, 0};
  if (honest()->physical_of(session, request->address, &view.physical).error == 0 && request->length == view.length) {
    const struct mapproof_address_outcome outcome = honest_map(session, &view);
    if (outcome.value != map_failed()) memset(outcome.value, 0, view.length);
    if (outcome.value != map_failed()) honest_unmap(session, outcome.value, view.length);
  }
  return honest_unmap(session, request->address, request->length);
}

LIAR(table->munmap_device_memory = clears_the_device)
