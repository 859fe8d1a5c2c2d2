// Maps a page for a length of 0.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  device_map_type changed = *request;
  if (changed.length == 0) changed.length = 1;
  return honest_device_map(session, &changed);
}

LIAR(table->driver_mmap = lie)
