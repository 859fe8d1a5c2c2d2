// Removes an instance of which a fixed mapping has replaced a page, although others are mapped.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int replaced;

static address_outcome_type remember_fixed(session_type* session, const device_map_type* request) {
  replaced = replaced || (request->flags & MAPPROOF_MAP_FIXED) != 0;
  return honest_device_map(session, request);
}

static outcome_type remove_first(session_type* session, int device) {
  const outcome_type outcome = honest()->driver_detach(session, device);
  if (replaced && outcome.error == EBUSY) last_driver()->config_remove(last_driver(), last_instance);
  return outcome;
}

LYING_DRIVER(driver->config_add = remember_instance)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = remember_fixed; table->driver_detach = remove_first)
