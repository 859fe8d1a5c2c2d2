// The driver grants every protection.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id grant_all(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                  uint32_t protection) {
  (void)protection;
  return shim_mmap(self, instance, channel, offset, MAPPROOF_PROT_READ);
}

static const struct mapproof_driver* lying_driver(struct mapproof_session* session) {
  struct mapproof_driver* const driver = new_shim(honest()->driver(session));
  driver->mmap = grant_all;
  return driver;
}

LIAR(table->driver = lying_driver)
