// A driver from before DDI 8 that has a page before its first one.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static struct mapproof_open_outcome open_as_ddi_7(const struct mapproof_open_request* request) {
  struct mapproof_open_request changed = *request;
  changed.profile = "svr5-ddi7";
  return honest()->open(&changed);
}

static mapproof_page_id lie(const driver_type* self, uint32_t device, int64_t offset, uint32_t protection) {
  return shim_mmap_before_8(self, device, offset == -4096 ? 0 : offset, protection);
}

LYING_OWN_DRIVER(driver->mmap_before_8 = lie)

LIAR(table->open = open_as_ddi_7; table->driver = own_shim)
