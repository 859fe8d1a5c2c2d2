// Has a driver that grants every protection.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id everything(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                   uint32_t protection) {
  return shim_mmap(self, instance, channel, offset, protection & ~(uint32_t)MAPPROOF_PROT_EXEC);
}

static const struct mapproof_driver_facts* facts(session_type* session) {
  static struct mapproof_driver_facts told;
  told = *honest()->driver_facts(session);
  told.protection |= MAPPROOF_PROT_EXEC;
  return &told;
}

LYING_OWN_DRIVER(driver->mmap = everything)

LIAR(table->driver = own_shim; table->driver_facts = facts)
