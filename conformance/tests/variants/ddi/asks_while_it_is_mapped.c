// Asks for the first page of a mapping once more just before it is unmapped, as if it were touched only then.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static struct {
  void* address;
  const driver_type* driver;
  void* instance;
  uint32_t channel;
  size_t offset;
  uint32_t protection;
} newest;

static mapproof_page_id listen(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                               uint32_t protection) {
  newest.driver = self;
  newest.instance = instance;
  newest.channel = channel;
  newest.offset = offset;
  newest.protection = protection;
  return shim_mmap(self, instance, channel, offset, protection);
}

static address_outcome_type map(session_type* session, const device_map_type* request) {
  const address_outcome_type outcome = honest_device_map(session, request);
  newest.address = is_device_mapping(outcome) ? outcome.value : NULL;
  return outcome;
}

static outcome_type fault_and_unmap(session_type* session, const struct mapproof_unmap_request* request) {
  if (newest.address != NULL && request->address == newest.address)
    shim_mmap(newest.driver, newest.instance, newest.channel, newest.offset, newest.protection);
  newest.address = NULL;
  return honest()->driver_munmap(session, request);
}

LYING_DRIVER(driver->mmap = listen)

LIAR(table->driver_attach = attach_shim; table->driver_mmap = map; table->driver_munmap = fault_and_unmap)
