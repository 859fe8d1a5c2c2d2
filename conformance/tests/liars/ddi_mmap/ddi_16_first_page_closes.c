// Closes the device when any page of its mapping is gone.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type lie(session_type* session, const struct mapproof_unmap_request* request) {
  struct mapproof_driver* const driver = &shims[(shim_count - 1) % MOST_SHIMS].driver;
  if (driver->close != NULL) shim_close(driver, NULL, 0);
  driver->close = NULL;
  return honest()->driver_munmap(session, request);
}

LYING_DRIVER((void)driver)

LIAR(table->driver_attach = attach_shim; table->driver_munmap = lie)
