/* For variants that offer the DDI alone.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_ONLY_DDI_H
#define MAPPROOF_ONLY_DDI_H

#include <string.h>

#include "liar.h"

/* Takes the calls under test away from the first to the last one before the DDI's. */
static inline void forget_qnx(struct mapproof_backend* table) {
  const size_t first = offsetof(struct mapproof_backend, mmap_device_memory);
  memset((char*)table + first, 0, offsetof(struct mapproof_backend, driver_attach) - first);
  table->mem_extents = NULL;
  table->file_operation = NULL;
}

#endif
