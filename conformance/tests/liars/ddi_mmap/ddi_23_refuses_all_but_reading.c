// Refuses whoever wants more than reading, before any driver is asked.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  if (request->protection != MAPPROOF_PROT_READ) return no_device_mapping(EACCES);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = lie)
