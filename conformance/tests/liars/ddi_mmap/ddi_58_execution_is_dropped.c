// Maps without execution what was asked for with it.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  changed.protection &= ~(uint32_t)MAPPROOF_PROT_EXEC;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
