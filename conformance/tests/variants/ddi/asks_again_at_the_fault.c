// Asks for each page twice: before it maps with the most that the descriptor allows, then with the mapping's
// protection.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static uint32_t wanted;

static mapproof_page_id again(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                              uint32_t protection) {
  if (shim_mmap(self, instance, channel, offset, protection) == MAPPROOF_NOPAGE) return MAPPROOF_NOPAGE;
  return shim_mmap(self, instance, channel, offset, (wanted & protection) | MAPPROOF_PROT_USER);
}

static address_outcome_type remember(session_type* session, const device_map_type* request) {
  wanted = request->protection;
  return honest_device_map(session, request);
}

LYING_DRIVER(driver->mmap = again)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = remember)
