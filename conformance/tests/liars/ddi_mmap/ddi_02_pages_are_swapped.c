// Asks for each page, and maps the first two in the order of the second and the first.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static size_t page;

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  const size_t other = offset == 0 ? page : offset == page ? 0 : offset;
  const mapproof_page_id swapped = shim_mmap(self, instance, channel, other, protection);
  return swapped;
}

static address_outcome_type map(session_type* session, const device_map_type* request) {
  page = request->length > page_of(session) ? page_of(session) : 0;
  return honest_device_map(session, request);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = map)
