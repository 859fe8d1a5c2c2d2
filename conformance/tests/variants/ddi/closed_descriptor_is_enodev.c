// Says of a descriptor that is not open that it has no device.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type map(session_type* session, const device_map_type* request) {
  address_outcome_type outcome = honest_device_map(session, request);
  if (outcome.error == EBADF) outcome.error = ENODEV;
  return outcome;
}

LIAR(table->driver_mmap = map)
