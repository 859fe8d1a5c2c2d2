// Maps memory of its own where the driver has no mmap entry point.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  const struct mapproof_map_request other = {
      NULL, request->length, honest()->facts(session)->windows[0].physical, request->protection, 0, 0, 0};
  return outcome.error == ENODEV ? honest()->mmap_device_memory(session, &other) : outcome;
}

LIAR(table->driver_mmap = lie)
