// Refuses a protection that is not one of the DDI's, and one that wants nothing.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type strict(session_type* session, const device_map_type* request) {
  const uint32_t known = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC;
  if (request->protection == 0 || (request->protection & ~known) != 0) return no_device_mapping(EINVAL);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = strict)
