// Asks for the first page of a request, and takes the others to lie behind it.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static size_t first_offset;

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  static mapproof_page_id last = MAPPROOF_NOPAGE;
  if (offset == first_offset || last == MAPPROOF_NOPAGE) last = shim_mmap(self, instance, channel, offset, protection);
  return last;
}

static address_outcome_type map(session_type* session, const device_map_type* request) {
  first_offset = (size_t)request->offset;
  return honest_device_map(session, request);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = map)
