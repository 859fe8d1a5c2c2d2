// Asks the driver before it looks at the arguments.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  if (outcome.error == EINVAL) ask_last_driver();
  return outcome;
}

LYING_DRIVER(driver->config_add = remember_instance)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = lie)
