// A framework of the SVR5 DDI for Linux: a kernel that calls the mmap(D2) of drivers as the documents say.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/init.h>
#include <linux/miscdevice.h>

#include "ddi.h"

static char* bar;
module_param(bar, charp, 0444);
MODULE_PARM_DESC(bar, "DDDD:BB:DD.F/BAR, whose memory the devices show; without it they show kernel memory");

static struct miscdevice control = {
    .minor = MISC_DYNAMIC_MINOR, .name = "mapproof-ddi", .fops = &ddi_control_operations, .mode = 0600};
static struct miscdevice log = {
    .minor = MISC_DYNAMIC_MINOR, .name = "mapproof-ddi-log", .fops = &ddi_log_operations, .mode = 0400};

static int __init start(void) {
  int error = ddi_pages_start(bar);

  if (error) return error;
  error = ddi_log_start();
  if (error) goto no_log;
  error = ddi_devices_start();
  if (error) goto no_devices;
  error = ddi_hosted_start();
  if (error) goto no_hosted;
  error = misc_register(&log);
  if (error) goto no_log_device;
  error = misc_register(&control);
  if (!error) return 0;
  misc_deregister(&log);
no_log_device:
  ddi_hosted_stop();
no_hosted:
  ddi_devices_stop();
no_devices:
  ddi_log_stop();
no_log:
  ddi_pages_stop();
  return error;
}

static void __exit stop(void) {
  misc_deregister(&control);
  misc_deregister(&log);
  ddi_hosted_stop();
  ddi_devices_stop();
  ddi_log_stop();
  ddi_pages_stop();
}

module_init(start);
module_exit(stop);
MODULE_DESCRIPTION("SVR5 DDI framework for mmap(D2)");
MODULE_LICENSE("Dual BSD/GPL");
