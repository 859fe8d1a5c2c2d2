// Refuses a request, and leaves the pages before the refused one mapped where they were to be.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const address_outcome_type outcome = honest_device_map(session, request);
  address_outcome_type left = outcome;
  while (left.error == ENXIO && changed.length > page_of(session)) {
    changed.length -= page_of(session);
    left = honest_device_map(session, &changed);
  }
  return outcome;
}

LIAR(table->driver_mmap = lie)
