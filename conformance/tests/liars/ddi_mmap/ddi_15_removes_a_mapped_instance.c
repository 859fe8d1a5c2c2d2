// Removes an instance of which pages are still mapped.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type remove_first(session_type* session, int device) {
  const outcome_type outcome = honest()->driver_detach(session, device);
  if (outcome.error == EBUSY) last_driver()->config_remove(last_driver(), last_instance);
  return outcome;
}

LYING_DRIVER(driver->config_add = remember_instance)

LIAR(table->driver_attach = attach_shim; table->driver_detach = remove_first)
