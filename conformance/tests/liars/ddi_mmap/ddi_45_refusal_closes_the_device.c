// Closes the device when it refuses a request.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  struct mapproof_driver* const driver = &shims[(shim_count - 1) % MOST_SHIMS].driver;
  if (!is_device_mapping(outcome) && driver->close != NULL) {
    shim_close(driver, NULL, 0);
    driver->close = NULL;
  }
  return outcome;
}

LYING_DRIVER((void)driver)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = lie)
