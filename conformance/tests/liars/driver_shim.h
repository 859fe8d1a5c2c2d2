/* A driver between the framework and the one that was attached: lets a lie change what either of them hears.
 * SPDX-License-Identifier: Apache-2.0
 *
 * LYING_DRIVER(replacements) defines attach_shim(), to be put into table->driver_attach; the replacements see the shim
 * as `driver`. A replaced entry point reaches the attached driver through inner_of(self). A lie that replaces `mmap` is
 * told about drivers before DDI 8 too: their device number stands for the channel, and the instance is NULL. */
#ifndef MAPPROOF_DRIVER_SHIM_H
#define MAPPROOF_DRIVER_SHIM_H

#include "liar.h"

typedef struct mapproof_session session_type;
typedef struct mapproof_driver driver_type;
typedef struct mapproof_mmap_request device_map_type;
typedef struct mapproof_address_outcome address_outcome_type;
typedef struct mapproof_status_outcome outcome_type;

struct driver_shim {
  struct mapproof_driver driver; /* first member: the framework hands it back as `self` */
  const struct mapproof_driver* inner;
  mapproof_page_id (*lie)(const struct mapproof_driver*, void*, uint32_t, size_t, uint32_t);
};

static inline const struct mapproof_driver* inner_of(const struct mapproof_driver* self) {
  return ((const struct driver_shim*)self)->inner;
}

static inline int shim_config_add(const struct mapproof_driver* self, uint64_t key, void** instance) {
  return inner_of(self)->config_add(inner_of(self), key, instance);
}

static inline int shim_config_modify(const struct mapproof_driver* self, void* instance, uint64_t key) {
  return inner_of(self)->config_modify(inner_of(self), instance, key);
}

static inline int shim_config_remove(const struct mapproof_driver* self, void* instance) {
  return inner_of(self)->config_remove(inner_of(self), instance);
}

static inline int shim_open(const struct mapproof_driver* self, void* instance, uint32_t* channel, uint32_t access) {
  return inner_of(self)->open(inner_of(self), instance, channel, access);
}

static inline int shim_close(const struct mapproof_driver* self, void* instance, uint32_t channel) {
  return inner_of(self)->close(inner_of(self), instance, channel);
}

static inline mapproof_page_id shim_mmap(const struct mapproof_driver* self, void* instance, uint32_t channel,
                                         size_t offset, uint32_t protection) {
  const struct mapproof_driver* const inner = inner_of(self);
  if (inner->ddi_version < 80) return inner->mmap_before_8(inner, channel, (int64_t)offset, protection);
  return inner->mmap(inner, instance, channel, offset, protection);
}

static inline mapproof_page_id shim_mmap_before_8(const struct mapproof_driver* self, uint32_t device, int64_t offset,
                                                  uint32_t protection) {
  return inner_of(self)->mmap_before_8(inner_of(self), device, offset, protection);
}

/* The lie about `mmap` as the entry point that drivers had before DDI 8. */
static inline mapproof_page_id lie_before_8(const struct mapproof_driver* self, uint32_t device, int64_t offset,
                                            uint32_t protection) {
  return ((const struct driver_shim*)self)->lie(self, NULL, device, (size_t)offset, protection);
}

enum { MOST_SHIMS = 8 };
static struct driver_shim shims[MOST_SHIMS];
static int shim_count;

static inline struct mapproof_driver* new_shim(const struct mapproof_driver* inner) {
  struct driver_shim* const shim = &shims[shim_count++ % MOST_SHIMS];
  shim->inner = inner;
  shim->driver = *inner;
  if (inner->config_add != NULL) shim->driver.config_add = shim_config_add;
  if (inner->config_modify != NULL) shim->driver.config_modify = shim_config_modify;
  if (inner->config_remove != NULL) shim->driver.config_remove = shim_config_remove;
  if (inner->open != NULL) shim->driver.open = shim_open;
  if (inner->close != NULL) shim->driver.close = shim_close;
  if (inner->mmap != NULL) shim->driver.mmap = shim_mmap;
  if (inner->mmap_before_8 != NULL) shim->driver.mmap_before_8 = shim_mmap_before_8;
  return &shim->driver;
}

/* The driver that was attached last, as it is. */
static inline const struct mapproof_driver* last_driver(void) { return shims[(shim_count - 1) % MOST_SHIMS].inner; }

/* For lies that call that driver on their own: remember_instance() as its config_add, and the instance that it heard
 * of. */
static void* last_instance;

static inline int remember_instance(const struct mapproof_driver* self, uint64_t key, void** instance) {
  const int error = shim_config_add(self, key, instance);
  last_instance = *instance;
  return error;
}

/* Asks it for its first page, although nobody should. */
static inline void ask_last_driver(void) {
  last_driver()->mmap(last_driver(), last_instance, 0, 0, MAPPROOF_PROT_READ);
}

static inline struct mapproof_address_outcome honest_device_map(struct mapproof_session* session,
                                                                const struct mapproof_mmap_request* request) {
  return honest()->driver_mmap(session, request);
}

static inline struct mapproof_address_outcome no_device_mapping(int error) {
  return (struct mapproof_address_outcome){(void*)UINTPTR_MAX, error};
}

static inline int is_device_mapping(struct mapproof_address_outcome outcome) {
  return outcome.value != (void*)UINTPTR_MAX;
}

static inline void lie_in_both_forms(struct mapproof_driver* driver) {
  if (driver->mmap == NULL || driver->mmap == shim_mmap || driver->mmap_before_8 != shim_mmap_before_8) return;
  ((struct driver_shim*)driver)->lie = driver->mmap;
  driver->mmap_before_8 = lie_before_8;
}

/* An entry point that the attached driver lacks stays absent, whatever a lie puts in its place. */
static inline void keep_absent(struct mapproof_driver* driver) {
  const struct mapproof_driver* const inner = inner_of(driver);
  if (inner->config_add == NULL) driver->config_add = NULL;
  if (inner->config_modify == NULL) driver->config_modify = NULL;
  if (inner->config_remove == NULL) driver->config_remove = NULL;
  if (inner->open == NULL) driver->open = NULL;
  if (inner->close == NULL) driver->close = NULL;
  if (inner->mmap == NULL) driver->mmap = NULL;
  if (inner->mmap_before_8 == NULL) driver->mmap_before_8 = NULL;
}

#define LYING_DRIVER(...)                                                                  \
  static struct mapproof_status_outcome attach_shim(struct mapproof_session* session,      \
                                                    const struct mapproof_driver* inner) { \
    struct mapproof_driver* const driver = new_shim(inner);                                \
    __VA_ARGS__;                                                                           \
    lie_in_both_forms(driver);                                                             \
    keep_absent(driver);                                                                   \
    return honest()->driver_attach(session, driver);                                       \
  }

/* The same about the backend's own driver: defines own_shim(), to be put into table->driver. */
#define LYING_OWN_DRIVER(...)                                                                     \
  static const struct mapproof_driver* own_shim(struct mapproof_session* session) {               \
    static struct mapproof_driver* driver; /* the checks ask more than once for the one driver */ \
    if (driver == NULL) {                                                                         \
      driver = new_shim(honest()->driver(session));                                               \
      __VA_ARGS__;                                                                                \
      lie_in_both_forms(driver);                                                                  \
    }                                                                                             \
    return driver;                                                                                \
  }

#endif
