// Counts a refused request as a user of the device.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int device_of_last;

static outcome_type remember_device(session_type* session, const struct mapproof_driver_open_request* request) {
  device_of_last = request->device;
  return honest()->driver_open(session, request);
}

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const struct mapproof_driver_open_request again = {device_of_last, 0, MAPPROOF_PROT_READ, 0};
  const address_outcome_type outcome = honest_device_map(session, request);
  if (!is_device_mapping(outcome)) honest()->driver_open(session, &again);
  return outcome;
}

LIAR(table->driver_mmap = lie; table->driver_open = remember_device)
