// Instances of drivers, and how often each of their channels is open.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/idr.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>

#include "ddi.h"

enum { most_devices = 64, minor_bits = 18 };

static DEFINE_IDR(devices);
static DEFINE_MUTEX(devices_lock);
static struct vfsmount* mount;

static int start_mount(struct fs_context* context) { return init_pseudo(context, 0x6d646469) ? 0 : -ENOMEM; }

/* Has no owner: what holds it is this module's own. */
static struct file_system_type inodes = {
    .name = "mapproof-ddi", .init_fs_context = start_mount, .kill_sb = kill_anon_super};

int ddi_devices_start(void) {
  mount = kern_mount(&inodes);
  return PTR_ERR_OR_ZERO(mount);
}

void ddi_devices_stop(void) { kern_unmount(mount); }

struct ddi_device* ddi_device_new(void) {
  struct ddi_device* device = kzalloc(sizeof(*device), GFP_KERNEL);

  if (!device) return ERR_PTR(-ENOMEM);
  kref_init(&device->references);
  mutex_init(&device->lock);
  mutex_init(&device->opening);
  xa_init(&device->channels);
  device->inode = alloc_anon_inode(mount->mnt_sb);
  if (IS_ERR(device->inode)) {
    kfree(device);
    return ERR_PTR(-ENOMEM);
  }
  device->memory = ddi_device_memory();
  device->key = device->memory ? device->memory->key : 0;
  mutex_lock(&devices_lock);
  device->number = device->memory ? idr_alloc(&devices, device, 0, most_devices, GFP_KERNEL) : -ENOMEM;
  mutex_unlock(&devices_lock);
  if (device->number >= 0) return device;
  ddi_resource_free(device->memory);
  iput(device->inode);
  kfree(device);
  return ERR_PTR(-ENOMEM);
}

struct ddi_device* ddi_device_find(int number) {
  struct ddi_device* device;

  mutex_lock(&devices_lock);
  device = number < 0 ? NULL : idr_find(&devices, number);
  if (device) kref_get(&device->references);
  mutex_unlock(&devices_lock);
  return device;
}

static void end(struct kref* references) {
  struct ddi_device* device = container_of(references, struct ddi_device, references);

  if (device->control) ddi_control_put(device->control);
  ddi_resource_free(device->memory);
  iput(device->inode);
  xa_destroy(&device->channels);
  kfree(device);
}

void ddi_device_put(struct ddi_device* device) { kref_put(&device->references, end); }

int ddi_device_remove(struct ddi_device* device, bool although_open) {
  int error = 0;

  mutex_lock(&devices_lock);
  mutex_lock(&device->lock);
  if (device->gone)
    error = -ENXIO;
  else if (!although_open && !xa_empty(&device->channels))
    error = -EBUSY;
  else {
    device->gone = true;
    idr_remove(&devices, device->number);
  }
  mutex_unlock(&device->lock);
  mutex_unlock(&devices_lock);
  if (!error) ddi_device_put(device);
  return error;
}

/* The devices of a program that is gone; what still has them open keeps their memory. */
void ddi_devices_abandon(const struct ddi_control* control) {
  struct ddi_device *device, *found;
  int number;

  do {
    found = NULL;
    mutex_lock(&devices_lock);
    idr_for_each_entry(&devices, device, number) if (device->control == control) found = device;
    mutex_unlock(&devices_lock);
    if (found) ddi_device_remove(found, true);
  } while (found);
}

/* Takes the pages of all devices out of every process; the next access is a fault, and asks the driver. */
void ddi_devices_zap(void) {
  struct ddi_device* device;
  int number;

  mutex_lock(&devices_lock);
  idr_for_each_entry(&devices, device, number) unmap_mapping_range(device->inode->i_mapping, 0, 0, 1);
  mutex_unlock(&devices_lock);
}

u32 ddi_device_number(const struct ddi_file* file) { return (u32)file->device->number << minor_bits | file->channel; }

static int count_open(struct ddi_device* device, u32 channel) {
  const void* known = xa_load(&device->channels, channel);
  const unsigned long users = known ? xa_to_value(known) : 0;

  return xa_err(xa_store(&device->channels, channel, xa_mk_value(users + 1), GFP_KERNEL));
}

/* Takes a reference of the device. */
struct ddi_file* ddi_file_new(struct ddi_device* device, u32 channel, u32 access) {
  struct ddi_file* file = kzalloc(sizeof(*file), GFP_KERNEL);
  int error;

  if (!file) return ERR_PTR(-ENOMEM);
  mutex_lock(&device->lock);
  error = device->gone ? -ENXIO : count_open(device, channel);
  mutex_unlock(&device->lock);
  if (error) {
    kfree(file);
    return ERR_PTR(error);
  }
  kref_get(&device->references);
  file->device = device;
  file->channel = channel;
  file->access = access;
  mutex_init(&file->lock);
  INIT_LIST_HEAD(&file->requests);
  return file;
}

static bool is_last(struct ddi_device* device, u32 channel) {
  const unsigned long users = xa_to_value(xa_load(&device->channels, channel));

  if (users > 1)
    xa_store(&device->channels, channel, xa_mk_value(users - 1), GFP_KERNEL | __GFP_NOFAIL);
  else
    xa_erase(&device->channels, channel);
  return users == 1;
}

/* When the last descriptor and the last page of an open file are gone. A close succeeds whatever the driver answers. */
void ddi_file_free(struct ddi_file* file) {
  struct ddi_device* device = file->device;
  const struct mapproof_driver* driver = device->driver;
  bool last;

  ddi_requests_free(file);
  mutex_lock(&device->opening);
  mutex_lock(&device->lock);
  last = is_last(device, file->channel);
  mutex_unlock(&device->lock);
  if (last) {
    int answer = driver && driver->close ? driver->close(driver, device->instance, file->channel) : 0;
    ddi_log((struct ddi_call){DDI_CLOSE, device->number, file->channel, 0, 0, answer});
    if (!driver) ddi_close_queue(device->control, device->number, file->channel);
  }
  mutex_unlock(&device->opening);
  ddi_device_put(device);
  kfree(file);
}
