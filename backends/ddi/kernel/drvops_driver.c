/* A DDI 8 driver as the contract's driver table.
 * SPDX-License-Identifier: Apache-2.0 */
#define _KERNEL
#define _DDI 8
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/errno.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/types.h>

#include "driver_source.h"
#include "kernel.h"

_Static_assert(PROT_ALL == (MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER),
               "protections are passed on as they are");
_Static_assert(FREAD == MAPPROOF_PROT_READ && FWRITE == MAPPROOF_PROT_WRITE, "so are the flags of open()");
_Static_assert(sizeof(ppid_t) == sizeof(uint32_t) && sizeof(rm_key_t) == sizeof(uint64_t), "kernel.cpp is told so");

static const drvinfo_t* registered;

int drv_attach(const drvinfo_t* infop) {
  registered = infop;
  return 0;
}

void drv_detach(const drvinfo_t* infop) {
  if (registered == infop) registered = NULL;
}

static const drvops_t* ops_of(const struct mapproof_driver* self) { return ((const drvinfo_t*)self->context)->drv_ops; }

static int config_add(const struct mapproof_driver* self, uint64_t key, void** instance) {
  return ops_of(self)->d_config(CFG_ADD, instance, key);
}

static int config_modify(const struct mapproof_driver* self, void* instance, uint64_t key) {
  return ops_of(self)->d_config(CFG_MODIFY, instance, key);
}

static int config_remove(const struct mapproof_driver* self, void* instance) {
  return ops_of(self)->d_config(CFG_REMOVE, instance, 0);
}

static int open_channel(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  return ops_of(self)->d_open(instance, channel, (int)access, NULL, NULL);
}

static int close_channel(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  return ops_of(self)->d_close(instance, channel, 0, NULL, NULL);
}

static mapproof_page_id map_page(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                 uint32_t protection) {
  return mapproof_ddi_page_id(ops_of(self)->d_mmap(instance, channel, offset, (int)protection));
}

int mapproof_load_driver(int (*load)(void), struct mapproof_driver* driver) {
  registered = NULL;
  const int error = load();
  if (error != 0) return error;
  if (registered == NULL || registered->drv_ops == NULL) return EINVAL;
  const drvops_t* const ops = registered->drv_ops;
  *driver = (struct mapproof_driver){0};
  driver->struct_size = sizeof *driver;
  driver->ddi_version = 80;
  driver->channel_count = registered->drv_maxchan + 1;
  if (ops->d_config != NULL) {
    driver->config_add = config_add;
    driver->config_remove = config_remove;
    if ((registered->drv_flags & D_HOT) != 0) driver->config_modify = config_modify;
  }
  if (ops->d_open != NULL) driver->open = open_channel;
  if (ops->d_close != NULL) driver->close = close_channel;
  if (ops->d_mmap != NULL) driver->mmap = map_page;
  driver->context = (void*)(uintptr_t)registered; /* handed back as it is, and never written through */
  return 0;
}
