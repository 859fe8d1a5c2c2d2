/* Lets DDI 8 entry points be called through the contract's driver table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "svr5.h"

static const struct drvops* ops_of(const struct mapproof_driver* self) { return self->context; }

static int config_add(const struct mapproof_driver* self, uint64_t key, void** instance) {
  return ops_of(self)->d_config_add(key, instance);
}

static int config_modify(const struct mapproof_driver* self, void* instance, uint64_t key) {
  return ops_of(self)->d_config_modify(instance, key);
}

static int config_remove(const struct mapproof_driver* self, void* instance) {
  return ops_of(self)->d_config_remove(instance);
}

static int open_channel(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  return ops_of(self)->d_open(instance, channel, (int)access);
}

static int close_channel(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  return ops_of(self)->d_close(instance, channel);
}

static mapproof_page_id map_page(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                 uint32_t protection) {
  return ops_of(self)->d_mmap(instance, channel, offset, (int)protection);
}

void mapproof_driver_of_drvops(struct mapproof_driver* driver, const struct drvops* ops, uint32_t channel_count) {
  *driver = (struct mapproof_driver){0};
  driver->struct_size = sizeof *driver;
  driver->ddi_version = 80;
  driver->channel_count = channel_count;
  driver->config_add = ops->d_config_add ? config_add : NULL;
  driver->config_remove = ops->d_config_remove ? config_remove : NULL;
  driver->config_modify = ops->d_config_modify ? config_modify : NULL;
  driver->open = ops->d_open ? open_channel : NULL;
  driver->close = ops->d_close ? close_channel : NULL;
  driver->mmap = ops->d_mmap ? map_page : NULL;
  /* The contract hands it back as const; the adapter above never writes through it. */
  driver->context = (void*)(uintptr_t)ops;
}
