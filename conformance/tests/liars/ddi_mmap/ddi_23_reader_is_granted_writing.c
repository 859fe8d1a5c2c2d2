// Maps for writing through a descriptor for reading, and asks the driver for reading only.
// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const address_outcome_type refused = honest_device_map(session, request);
  if (refused.error != EACCES || (request->protection & MAPPROOF_PROT_WRITE) == 0) return refused;
  changed.protection &= ~(uint32_t)MAPPROOF_PROT_WRITE;
  const address_outcome_type outcome = honest_device_map(session, &changed);
  if (is_device_mapping(outcome)) mprotect(outcome.value, request->length, PROT_READ | PROT_WRITE);
  return outcome;
}

LIAR(table->driver_mmap = lie)
