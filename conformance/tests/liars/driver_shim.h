/* A driver between the framework and the one that was attached: lets a lie change what either of them hears.
 * SPDX-License-Identifier: Apache-2.0
 *
 * LYING_DRIVER(replacements) defines attach_shim(), to be put into table->driver_attach; the replacements see the shim
 * as `driver`. A replaced entry point reaches the attached driver through inner_of(self). */
#ifndef MAPPROOF_DRIVER_SHIM_H
#define MAPPROOF_DRIVER_SHIM_H

#include "liar.h"

struct driver_shim {
  struct mapproof_driver driver; /* first member: the framework hands it back as `self` */
  const struct mapproof_driver* inner;
};

static inline const struct mapproof_driver* inner_of(const struct mapproof_driver* self) {
  return ((const struct driver_shim*)self)->inner;
}

static inline int shim_config_add(const struct mapproof_driver* self, uint64_t key, void** instance) {
  return inner_of(self)->config_add(inner_of(self), key, instance);
}

static inline int shim_open(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  return inner_of(self)->open(inner_of(self), instance, channel, access);
}

static inline int shim_close(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  return inner_of(self)->close(inner_of(self), instance, channel);
}

static inline mapproof_page_id shim_mmap(const struct mapproof_driver* self, void* instance, uint32_t channel,
                                         size_t offset, uint32_t protection) {
  return inner_of(self)->mmap(inner_of(self), instance, channel, offset, protection);
}

enum { MOST_SHIMS = 8 };
static struct driver_shim shims[MOST_SHIMS];
static int shim_count;

static inline struct mapproof_driver* new_shim(const struct mapproof_driver* inner) {
  struct driver_shim* const shim = &shims[shim_count++ % MOST_SHIMS];
  shim->inner = inner;
  shim->driver = *inner;
  shim->driver.config_remove = NULL;
  if (inner->config_add != NULL) shim->driver.config_add = shim_config_add;
  if (inner->open != NULL) shim->driver.open = shim_open;
  if (inner->close != NULL) shim->driver.close = shim_close;
  if (inner->mmap != NULL) shim->driver.mmap = shim_mmap;
  return &shim->driver;
}

#define LYING_DRIVER(...)                                                                  \
  static struct mapproof_status_outcome attach_shim(struct mapproof_session* session,      \
                                                    const struct mapproof_driver* inner) { \
    struct mapproof_driver* const driver = new_shim(inner);                                \
    __VA_ARGS__;                                                                           \
    return honest()->driver_attach(session, driver);                                       \
  }

#endif
