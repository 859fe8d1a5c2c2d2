// Wants every address on a page, also one that is a hint.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static address_outcome_type lie(session_type* session, const device_map_type* request) {
  if ((uintptr_t)request->address % page_of(session) != 0) return no_device_mapping(EINVAL);
  return honest_device_map(session, request);
}

LIAR(table->driver_mmap = lie)
