// Takes the page behind a fixed mapping away too.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  if (outcome.error == 0 && (request->flags & MAPPROOF_MAP_FIXED) != 0)
    munmap((char*)request->address + request->length, page_of(session));
  return outcome;
}

LIAR(table->driver_mmap = lie)
