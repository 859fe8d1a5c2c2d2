// Attaches drivers of DDI 7.1 and 8 only.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static outcome_type attach(session_type* session, const driver_type* driver) {
  if (driver != NULL && driver->ddi_version < 71) return (outcome_type){-1, EINVAL};
  return honest()->driver_attach(session, driver);
}

LIAR(table->driver_attach = attach)
