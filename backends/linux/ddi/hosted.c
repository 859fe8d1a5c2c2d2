// Drivers whose source runs in this kernel: a character device for each instance and channel.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/slab.h>

#include "ddi.h"

enum { most_nodes = 16, most_minors = 1024 }; /* nodes of one instance, and of all */

struct ddi_hosted {
  struct cdev nodes;
  struct ddi_device* device;
  u32 node_count;
  dev_t first;
};

static struct class* class;
static dev_t numbers;

static int open(struct inode* inode, struct file* file) {
  struct ddi_hosted* hosted = container_of(inode->i_cdev, struct ddi_hosted, nodes);
  struct ddi_device* device = hosted->device;
  const struct mapproof_driver* driver = device->driver;
  const u32 access =
      (file->f_mode & FMODE_READ ? MAPPROOF_PROT_READ : 0) | (file->f_mode & FMODE_WRITE ? MAPPROOF_PROT_WRITE : 0);
  u32 channel = MINOR(inode->i_rdev) - MINOR(hosted->first);
  struct ddi_file* opened = NULL;
  int error;

  if (!try_module_get(device->owner)) return -ENXIO;
  mutex_lock(&device->opening);
  ddi_log((struct ddi_call){DDI_OPEN, device->number, channel, access, 0, 0});
  error = driver->open ? -driver->open(driver, device->instance, &channel, access) : 0;
  if (!error) opened = ddi_file_new(device, channel, access);
  mutex_unlock(&device->opening);
  if (IS_ERR(opened)) error = PTR_ERR(opened);
  if (error) {
    module_put(device->owner);
    return error;
  }
  file->private_data = opened;
  file->f_mapping = device->inode->i_mapping;
  return 0;
}

static int release(struct inode* inode, struct file* file) {
  struct ddi_file* opened = file->private_data;
  struct module* owner = opened->device->owner;

  ddi_file_free(opened);
  module_put(owner);
  return 0;
}

/* Here all pages are asked for, because nothing has been unmapped yet that a fixed mapping would replace. What Linux
 * refuses after this, writing through a descriptor that may only read, the driver has been asked about. */
static unsigned long agree(struct file* file, unsigned long address, unsigned long length, unsigned long page,
                           unsigned long flags) {
  const struct ddi_file* opened = file->private_data;
  const struct ddi_range range = {address, length, (u64)page << PAGE_SHIFT, flags, PROT_NONE};
  const int refusal = ddi_refusal(opened, &range);
  unsigned long place;
  u64 distance;

  if (refusal) return refusal;
  place = current->mm->get_unmapped_area(file, address, length, page, flags);
  if (IS_ERR_VALUE(place)) return place;
  for (distance = 0; distance < length; distance += PAGE_SIZE)
    if (ddi_ask(opened, range.offset + distance, ddi_most_allowed(opened), DDI_MMAP) == MAPPROOF_DDI_NOPAGE)
      return -ENXIO;
  return place;
}

/* Nothing of a device node is executed, so no driver is asked whether it may be. */
static int map(struct file* file, struct vm_area_struct* vma) {
  if (vma->vm_flags & VM_EXEC) return -EACCES;
  vma->vm_flags &= ~VM_MAYEXEC;
  return ddi_mmap(vma, NULL);
}

static const struct file_operations operations = {.owner = THIS_MODULE,
                                                  .open = open,
                                                  .release = release,
                                                  .mmap = map,
                                                  .get_unmapped_area = agree,
                                                  .llseek = no_llseek};

static int add_instance(struct ddi_device* device, const struct mapproof_driver* driver) {
  int error;

  device->driver = driver;
  device->ddi_version = driver->ddi_version;
  device->channel_count = driver->channel_count;
  device->has_mmap = driver->ddi_version < DDI_8 ? driver->mmap_before_8 != NULL : driver->mmap != NULL;
  error = driver->config_add ? driver->config_add(driver, device->key, &device->instance) : 0;
  ddi_log((struct ddi_call){DDI_ADD, device->number, 0, 0, 0, error});
  return -error;
}

static int make_nodes(struct ddi_hosted* hosted, const char* name) {
  u32 channel;
  int error;

  hosted->node_count = min_t(u32, hosted->device->channel_count, most_nodes);
  hosted->first = MKDEV(MAJOR(numbers), hosted->device->number * most_nodes);
  cdev_init(&hosted->nodes, &operations);
  hosted->nodes.owner = THIS_MODULE;
  error = cdev_add(&hosted->nodes, hosted->first, hosted->node_count);
  for (channel = 0; !error && channel < hosted->node_count; ++channel)
    error = PTR_ERR_OR_ZERO(device_create(class, NULL, hosted->first + channel, NULL, "ddi!%s.%u", name, channel));
  return error;
}

struct ddi_hosted* mapproof_ddi_register(const char* name, const struct mapproof_driver* driver, struct module* owner) {
  struct ddi_hosted* hosted = kzalloc(sizeof(*hosted), GFP_KERNEL);
  struct ddi_device* device = ddi_device_new();
  int error = hosted ? PTR_ERR_OR_ZERO(device) : -ENOMEM;

  if (!error) {
    device->owner = owner;
    hosted->device = device;
    error = add_instance(device, driver);
    if (!error) error = make_nodes(hosted, name);
  }
  if (!error) return hosted;
  if (!IS_ERR(device)) ddi_device_remove(device, true);
  kfree(hosted);
  return ERR_PTR(error);
}
EXPORT_SYMBOL_GPL(mapproof_ddi_register);

/* Nothing is open: an open device holds the module that calls this. */
void mapproof_ddi_unregister(struct ddi_hosted* hosted) {
  struct ddi_device* device = hosted->device;
  const struct mapproof_driver* driver = device->driver;
  u32 channel;

  for (channel = 0; channel < hosted->node_count; ++channel) device_destroy(class, hosted->first + channel);
  cdev_del(&hosted->nodes);
  if (driver->config_remove) driver->config_remove(driver, device->instance);
  ddi_log((struct ddi_call){DDI_REMOVE, device->number, 0, 0, 0, 0});
  ddi_device_remove(device, true);
  kfree(hosted);
}
EXPORT_SYMBOL_GPL(mapproof_ddi_unregister);

int ddi_hosted_start(void) {
  const int error = alloc_chrdev_region(&numbers, 0, most_minors, "mapproof-ddi");

  if (error) return error;
  class = class_create(THIS_MODULE, "mapproof-ddi");
  if (!IS_ERR(class)) return 0;
  unregister_chrdev_region(numbers, most_minors);
  return PTR_ERR(class);
}

void ddi_hosted_stop(void) {
  class_destroy(class);
  unregister_chrdev_region(numbers, most_minors);
}
