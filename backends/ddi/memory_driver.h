/* A DDI 8 driver for a device that is nothing but memory: the reference subject of the driver checks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_MEMORY_DRIVER_H
#define MAPPROOF_MEMORY_DRIVER_H

#include "svr5.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { MAPPROOF_MEMORY_DRIVER_PAGES = 16 };

/* What a driver calls to name a page of its device memory; given by the framework that attaches it. */
typedef mapproof_page_id (*mapproof_devmem_ppid)(void* framework, rm_key_t key, uint32_t chunk, size_t offset);

struct mapproof_memory_driver {
  struct mapproof_driver driver; /* first member: the entry points get back to the rest through it */
  mapproof_devmem_ppid devmem_ppid;
  void* framework;
  size_t page;
  uint32_t protection; /* what it grants; a request for more gets NOPAGE */
};

/* Fills `memory`; its driver member can then be attached. `memory` must outlive the attachment. */
void mapproof_memory_driver_init(struct mapproof_memory_driver* memory, mapproof_devmem_ppid devmem_ppid,
                                 void* framework, size_t page, uint32_t protection);

#ifdef __cplusplus
}
#endif

#endif
