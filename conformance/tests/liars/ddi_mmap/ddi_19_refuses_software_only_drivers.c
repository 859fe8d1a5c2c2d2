// Refuses a driver that takes no part in configuration.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type lie(session_type* session, const driver_type* driver) {
  return driver->config_add == NULL ? (outcome_type){-1, EINVAL} : honest()->driver_attach(session, driver);
}

LIAR(table->driver_attach = lie)
