// Calls the driver's close as soon as a descriptor is closed, although pages are still mapped.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static struct mapproof_status_outcome close_at_once(struct mapproof_session* session, int fd) {
  struct mapproof_driver* const driver = &shims[(shim_count - 1) % MOST_SHIMS].driver;
  shim_close(driver, NULL, 0);
  driver->close = NULL;
  return honest()->driver_close(session, fd);
}

LYING_DRIVER((void)driver)
LIAR(table->driver_attach = attach_shim; table->driver_close = close_at_once)
