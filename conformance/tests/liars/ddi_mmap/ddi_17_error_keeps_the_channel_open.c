// Takes a channel for open whose close answered with an error.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int failed;

static int remember_error(const driver_type* self, void* instance, uint32_t channel) {
  const int error = shim_close(self, instance, channel);
  failed = failed || error != 0;
  return error;
}

static outcome_type busy(session_type* session, int device) {
  return failed ? (outcome_type){-1, EBUSY} : honest()->driver_detach(session, device);
}

LYING_DRIVER(driver->close = remember_error)

LIAR(table->driver_attach = attach_shim; table->driver_detach = busy)
