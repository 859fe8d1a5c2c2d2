/* A driver from before DDI 8 as the contract's driver table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "driver_source.h"
#include "kernel.h"

enum { CHARACTER_DEVICE = 2 }; /* the type that open() and close() are told, OTYP_CHR */

static const struct mapproof_named_driver* names_of(const struct mapproof_driver* self) { return self->context; }

/* What comes before the first open. A driver of this age is told no resource key. */
static int start(const struct mapproof_driver* self, uint64_t key, void** instance) {
  (void)key;
  *instance = NULL;
  if (names_of(self)->init != NULL) names_of(self)->init();
  if (names_of(self)->start != NULL) names_of(self)->start();
  return 0;
}

static int open_minor(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  (void)instance;
  unsigned long device = *channel;
  const int error = names_of(self)->open(&device, (int)access, CHARACTER_DEVICE, NULL);
  *channel = (uint32_t)device;
  return error;
}

static int close_minor(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  (void)instance;
  return names_of(self)->close(channel, 0, CHARACTER_DEVICE, NULL);
}

static mapproof_page_id map_page(const struct mapproof_driver* self, uint32_t device, int64_t offset,
                                 uint32_t protection) {
  return mapproof_ddi_page_id((uint32_t)names_of(self)->mmap(device, (long)offset, (int)protection));
}

void mapproof_driver_of_names(struct mapproof_driver* driver, const struct mapproof_named_driver* named) {
  *driver = (struct mapproof_driver){0};
  driver->struct_size = sizeof *driver;
  driver->ddi_version = named->ddi_version;
  driver->channel_count = named->minor_count;
  driver->config_add = start;
  if (named->open != NULL) driver->open = open_minor;
  if (named->close != NULL) driver->close = close_minor;
  if (named->mmap != NULL) driver->mmap_before_8 = map_page;
  driver->context = (void*)(uintptr_t)named; /* handed back as it is, and never written through */
}
