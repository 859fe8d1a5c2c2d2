/* For variants whose own driver has more offsets than memory: they show the same pages again and again.
 * SPDX-License-Identifier: Apache-2.0
 *
 * LARGE_DRIVER(bytes): the backend's own driver with that length. */
#ifndef MAPPROOF_LARGE_DRIVER_H
#define MAPPROOF_LARGE_DRIVER_H

#include "driver_shim.h"

static struct mapproof_driver_facts large_facts;

static inline mapproof_page_id again_and_again(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                               uint32_t protection) {
  if (offset >= large_facts.length) return MAPPROOF_NOPAGE;
  return shim_mmap(self, instance, channel, offset % (8 * 4096), protection);
}

#define LARGE_DRIVER(bytes)                                                                 \
  static const struct mapproof_driver_facts* facts_of_large_driver(session_type* session) { \
    large_facts = *honest()->driver_facts(session);                                         \
    large_facts.length = (size_t)(bytes);                                                   \
    return &large_facts;                                                                    \
  }                                                                                         \
  LYING_OWN_DRIVER(driver->mmap = again_and_again)                                          \
  LIAR(table->driver = own_shim; table->driver_facts = facts_of_large_driver)

#endif
