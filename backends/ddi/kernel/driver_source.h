/* The way from driver source, compiled with the headers in backends/ddi/include, to the contract's driver table.
 * SPDX-License-Identifier: Apache-2.0
 *
 * mapproof_ddi_boot() comes first: a driver may call its kernel as soon as it is loaded. */
#ifndef MAPPROOF_DRIVER_SOURCE_H
#define MAPPROOF_DRIVER_SOURCE_H

#include <mapproof/backend.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A DDI 8 driver: calls its _load(), which registers a drvinfo with drv_attach(), and makes `driver` of that. 0, or
 * what _load() answered; EINVAL if it registered none, or one without entry points. */
int mapproof_load_driver(int (*load)(void), struct mapproof_driver* driver);

/* The named entry points of a driver from before DDI 8, as far as it has them. They are found by its prefix. */
struct mapproof_named_driver {
  uint32_t ddi_version; /* times ten */
  uint32_t minor_count; /* valid minor numbers are 0 ... minor_count - 1 */
  void (*init)(void);
  void (*start)(void);
  int (*open)(unsigned long* device, int flags, int type, void* cred);
  int (*close)(unsigned long device, int flags, int type, void* cred);
  int (*mmap)(unsigned long device, long offset, int protection);
};

/* `named` must outlive `driver`. The device numbers of the framework must have the minor number in their low 18 bits,
 * as those of backends/ddi have: open() is called for the minor number alone. */
void mapproof_driver_of_names(struct mapproof_driver* driver, const struct mapproof_named_driver* named);

#ifdef __cplusplus
}
#endif

#endif
