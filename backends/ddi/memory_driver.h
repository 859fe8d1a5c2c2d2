/* A driver for a device that is nothing but memory: the reference subject of the driver checks.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_MEMORY_DRIVER_H
#define MAPPROOF_MEMORY_DRIVER_H

#include <mapproof/backend.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MAPPROOF_MEMORY_DRIVER_PAGES = 16, MAPPROOF_MEMORY_DRIVER_CHANNELS = 2 };

/* What a driver calls to name a page of its device memory: devmem_ppid() of DDI 8, and before it phystoppid() of the
 * physical address that the key stands for. Given by the framework that attaches it. */
typedef mapproof_page_id (*mapproof_devmem_ppid)(void* framework, uint64_t key, uint32_t chunk, size_t offset);

struct mapproof_memory_driver {
  struct mapproof_driver driver; /* first member: the entry points get back to the rest through it */
  mapproof_devmem_ppid devmem_ppid;
  void* framework;
  size_t page;
  uint32_t protection; /* what it grants; a request for more gets MAPPROOF_NOPAGE */
  uint64_t key;        /* before DDI 8 only: a driver has no idata then */
};

/* Fills `memory` as a driver of a DDI version, 80 for DDI 8; its driver member can then be attached. `memory` must
 * outlive the attachment, and is written to when it is attached. */
void mapproof_memory_driver_init(struct mapproof_memory_driver* memory, mapproof_devmem_ppid devmem_ppid,
                                 void* framework, size_t page, uint32_t protection, uint32_t ddi_version);

#ifdef __cplusplus
}
#endif

#endif
