// Asks the driver with the protection of the request.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static uint32_t wanted;

static mapproof_page_id lie(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                            uint32_t protection) {
  (void)protection;
  return shim_mmap(self, instance, channel, offset, wanted | MAPPROOF_PROT_USER);
}

static address_outcome_type remember_protection(session_type* session, const device_map_type* request) {
  wanted = request->protection;
  return honest_device_map(session, request);
}

LYING_DRIVER(driver->mmap = lie)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = remember_protection)
