// Has a driver that grants reading from user level and nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static const uint32_t granted = MAPPROOF_PROT_READ | MAPPROOF_PROT_USER;

static mapproof_page_id read_only(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                  uint32_t protection) {
  return (protection & ~granted) != 0 ? MAPPROOF_NOPAGE : shim_mmap(self, instance, channel, offset, protection);
}

static const struct mapproof_driver_facts* facts(session_type* session) {
  static struct mapproof_driver_facts told;
  told = *honest()->driver_facts(session);
  told.protection = granted;
  return &told;
}

LYING_OWN_DRIVER(driver->mmap = read_only)

LIAR(table->driver = own_shim; table->driver_facts = facts)
