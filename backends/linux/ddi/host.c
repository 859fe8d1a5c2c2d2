// The module around a driver's source: NAME is its name, and PREFIX that of its entry points if it is from before
// DDI 8.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/init.h>

#include "../../ddi/kernel/driver_source.h"
#include "ddi.h"

static struct mapproof_driver driver;
static struct ddi_hosted* hosted;

#ifdef PREFIX
#define JOINED(prefix, name) prefix##name
#define ENTRY(prefix, name) JOINED(prefix, name)
void __weak ENTRY(PREFIX, init)(void);
void __weak ENTRY(PREFIX, start)(void);
int __weak ENTRY(PREFIX, open)(unsigned long* device, int flags, int type, void* cred);
int __weak ENTRY(PREFIX, close)(unsigned long device, int flags, int type, void* cred);
int ENTRY(PREFIX, mmap)(unsigned long device, long offset, int protection);

static struct mapproof_named_driver named = {VERSION,
                                             MINORS,
                                             ENTRY(PREFIX, init),
                                             ENTRY(PREFIX, start),
                                             ENTRY(PREFIX, open),
                                             ENTRY(PREFIX, close),
                                             ENTRY(PREFIX, mmap)};

static int load(void) {
  mapproof_driver_of_names(&driver, &named);
  return 0;
}
#else
int _load(void);

static int load(void) { return -mapproof_load_driver(_load, &driver); }
#endif

static int __init start(void) {
  const int error = load();

  if (error) return error;
  hosted = mapproof_ddi_register(__stringify(NAME), &driver, THIS_MODULE);
  return PTR_ERR_OR_ZERO(hosted);
}

static void __exit stop(void) { mapproof_ddi_unregister(hosted); }

module_init(start);
module_exit(stop);
MODULE_DESCRIPTION("a driver for the SVR5 DDI");
MODULE_LICENSE("Dual BSD/GPL");
