/* The reference driver's entry points.
 * SPDX-License-Identifier: Apache-2.0 */
#include "memory_driver.h"

#include <errno.h>
#include <stdlib.h>

struct instance {
  uint64_t key;
};

static const struct mapproof_memory_driver* memory_of(const struct mapproof_driver* self) {
  return (const struct mapproof_memory_driver*)self;
}

static int config_add(const struct mapproof_driver* self, uint64_t key, void** idata) {
  (void)self;
  struct instance* instance = malloc(sizeof *instance);
  if (instance == NULL) return ENOMEM;
  instance->key = key;
  *idata = instance;
  return 0;
}

static int config_modify(const struct mapproof_driver* self, void* idata, uint64_t key) {
  (void)self;
  ((struct instance*)idata)->key = key;
  return 0;
}

static int config_remove(const struct mapproof_driver* self, void* idata) {
  (void)self;
  free(idata);
  return 0;
}

static mapproof_page_id map_page(const struct mapproof_driver* self, void* idata, uint32_t channel, size_t offset,
                                 uint32_t prot) {
  (void)channel; /* the device shows the same memory on all channels */
  const struct mapproof_memory_driver* memory = memory_of(self);
  const struct instance* instance = idata;
  if (offset >= MAPPROOF_MEMORY_DRIVER_PAGES * memory->page) return MAPPROOF_NOPAGE;
  if ((prot & ~memory->protection) != 0) return MAPPROOF_NOPAGE;
  return memory->devmem_ppid(memory->framework, instance->key, 0, offset);
}

/* Before DDI 8 the routine knows its device by number only; this driver has one. The context is where its init put it,
 * because the contract hands the driver itself back as const. */
static int config_add_before_8(const struct mapproof_driver* self, uint64_t key, void** idata) {
  (void)idata;
  ((struct mapproof_memory_driver*)self->context)->key = key;
  return 0;
}

static int config_modify_before_8(const struct mapproof_driver* self, void* idata, uint64_t key) {
  (void)idata;
  ((struct mapproof_memory_driver*)self->context)->key = key;
  return 0;
}

static mapproof_page_id map_page_before_8(const struct mapproof_driver* self, uint32_t device, int64_t offset,
                                          uint32_t prot) {
  (void)device;
  const struct mapproof_memory_driver* memory = memory_of(self);
  if (offset < 0 || (uint64_t)offset >= MAPPROOF_MEMORY_DRIVER_PAGES * memory->page) return MAPPROOF_NOPAGE;
  if ((prot & ~memory->protection) != 0) return MAPPROOF_NOPAGE;
  return memory->devmem_ppid(memory->framework, memory->key, 0, (size_t)offset);
}

void mapproof_memory_driver_init(struct mapproof_memory_driver* memory, mapproof_devmem_ppid devmem_ppid,
                                 void* framework, size_t page, uint32_t protection, uint32_t ddi_version) {
  *memory = (struct mapproof_memory_driver){0};
  memory->driver.struct_size = sizeof memory->driver;
  memory->driver.ddi_version = ddi_version;
  memory->driver.channel_count = MAPPROOF_MEMORY_DRIVER_CHANNELS;
  memory->driver.context = memory;
  if (ddi_version < 80) {
    memory->driver.config_add = config_add_before_8;
    memory->driver.config_modify = config_modify_before_8;
    memory->driver.mmap_before_8 = map_page_before_8;
  } else {
    memory->driver.config_add = config_add;
    memory->driver.config_modify = config_modify;
    memory->driver.config_remove = config_remove;
    memory->driver.mmap = map_page;
  }
  memory->devmem_ppid = devmem_ppid;
  memory->framework = framework;
  memory->page = page;
  memory->protection = protection;
}
