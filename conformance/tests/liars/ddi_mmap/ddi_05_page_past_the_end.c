// The driver grants one page more than its device has.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static mapproof_page_id one_more(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                 uint32_t protection) {
  const mapproof_page_id id = shim_mmap(self, instance, channel, offset, protection);
  return id != MAPPROOF_NOPAGE || offset < 4096 ? id : shim_mmap(self, instance, channel, offset - 4096, protection);
}

static const struct mapproof_driver* lying_driver(struct mapproof_session* session) {
  struct mapproof_driver* const driver = new_shim(honest()->driver(session));
  driver->mmap = one_more;
  return driver;
}

LIAR(table->driver = lying_driver)
