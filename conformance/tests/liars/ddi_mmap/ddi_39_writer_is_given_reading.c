// Maps for reading where the descriptor was not opened for writing.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  const address_outcome_type outcome = honest_device_map(session, request);
  changed.protection &= ~MAPPROOF_PROT_WRITE;
  return outcome.error == EACCES ? honest_device_map(session, &changed) : outcome;
}

LIAR(table->driver_mmap = lie)
