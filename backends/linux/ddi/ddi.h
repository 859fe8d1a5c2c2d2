/* The parts of the framework, as they see each other.
 * SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef MAPPROOF_LINUX_DDI_H
#define MAPPROOF_LINUX_DDI_H

#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/types.h>
#include <linux/xarray.h>
#include <mapproof/backend.h>

#include "uapi.h"

#define DDI_8 80

/* ---- pages.c: memory that devices show, and the opaque ids of its pages. ------------------------------------------
 */

/* One contiguous run of pages: a part of a BAR, or kernel memory. */
struct ddi_resource {
  u32 slot;
  u64 key; /* 0: nobody's key stands for it */
  phys_addr_t physical;
  u64 pages;
  void* kernel; /* its address, NULL for a BAR */
};

/* Held for reading from the look at a page until it is mapped, for writing while a device goes. */
extern struct rw_semaphore ddi_unplug;

int ddi_pages_start(const char* bar);
void ddi_pages_stop(void);
struct ddi_resource* ddi_device_memory(void);
struct ddi_resource* ddi_kernel_memory(size_t length);
struct ddi_resource* ddi_resource_of_address(const void* address);
void ddi_resource_free(struct ddi_resource* resource);
u64 ddi_new_key(struct ddi_resource* resource);
int ddi_resource_of_key(u64 key, u32 chunk, struct ddi_resource* copy);
u32 ddi_id_of_key(u64 key, u32 chunk, u64 offset);
u32 ddi_id_of_address(const void* address);
u32 ddi_id_of_physical(u64 physical);
/* Whether an id names a page; of kernel memory also the page, with a reference. */
bool ddi_find_page(u32 id, unsigned long* pfn, struct page** page);

/* ---- log.c: every call of a driver, for user space to read. -------------------------------------------------------
 */

enum ddi_entry { DDI_ADD, DDI_MODIFY, DDI_REMOVE, DDI_OPEN, DDI_CLOSE, DDI_MMAP, DDI_FAULT, DDI_FREED_WHILE_MAPPED };

struct ddi_call {
  enum ddi_entry entry;
  int device;
  u32 channel;
  u32 protection;
  u64 offset;
  u64 answer;
};

extern const struct file_operations ddi_log_operations;
int ddi_log_start(void);
void ddi_log_stop(void);
void ddi_log(struct ddi_call call);

/* ---- device.c: instances and their channels. ----------------------------------------------------------------------
 */

struct ddi_control;

struct ddi_device {
  struct kref references;
  int number;
  u32 ddi_version;
  u32 channel_count;
  bool has_mmap;
  bool gone;
  u64 key;
  struct ddi_resource* memory;
  struct inode* inode; /* all mappings of the device are found through it */
  struct mutex lock;
  struct xarray channels; /* how many open files each has, as a value */
  /* A driver in the kernel. */
  const struct mapproof_driver* driver;
  struct module* owner;
  void* instance;
  struct mutex opening; /* d_open and d_close of one device do not meet */
  /* A driver of a program. */
  struct ddi_control* control;
};

struct ddi_file {
  struct ddi_device* device;
  u32 channel;
  u32 access;
  struct mutex lock;
  struct list_head requests;
};

int ddi_devices_start(void);
void ddi_devices_stop(void);
struct ddi_device* ddi_device_new(void);
struct ddi_device* ddi_device_find(int number);
void ddi_device_put(struct ddi_device* device);
int ddi_device_remove(struct ddi_device* device, bool although_open); /* EBUSY while it is open, unless it may */
void ddi_devices_abandon(const struct ddi_control* control);
void ddi_devices_zap(void);
u32 ddi_device_number(const struct ddi_file* file);
struct ddi_file* ddi_file_new(struct ddi_device* device, u32 channel, u32 access);
void ddi_file_free(struct ddi_file* file);

/* ---- ask.c: what mmap() refuses, and the question that a driver is asked. -----------------------------------------
 */

struct ddi_range {
  unsigned long address;
  u64 length;
  u64 offset;
  u32 flags;
  u32 protection;
};

int ddi_refusal(const struct ddi_file* file, const struct ddi_range* range);
u32 ddi_most_allowed(const struct ddi_file* file);
u32 ddi_ask(const struct ddi_file* file, u64 offset, u32 protection, enum ddi_entry entry);
/* Whether the running thread holds its own mmap lock, because it is asking a driver. */
bool ddi_is_mapping(void);

/* ---- mapping.c: the mappings, and their faults. -------------------------------------------------------------------
 */

struct ddi_mapping;
struct ddi_mapping* ddi_mapping_new(u32* ids, u64 pages);
void ddi_mapping_get(struct ddi_mapping* mapping);
void ddi_mapping_put(struct ddi_mapping* mapping);
int ddi_mmap(struct vm_area_struct* vma, struct ddi_mapping* mapping);

/* ---- request.c: mmap() of a device whose driver is a program's, a page at a time. ---------------------------------
 */

extern const struct file_operations ddi_user_operations;
void ddi_requests_free(struct ddi_file* file);

/* ---- user_driver.c and hosted.c --------------------------------------------------------------------------------- */

extern const struct file_operations ddi_control_operations;
void ddi_close_queue(struct ddi_control* control, int device, u32 channel);
void ddi_control_put(struct ddi_control* control);
int ddi_hosted_start(void);
void ddi_hosted_stop(void);

/* For modules that host a driver's source. */
struct ddi_hosted;
struct ddi_hosted* mapproof_ddi_register(const char* name, const struct mapproof_driver* driver, struct module* owner);
void mapproof_ddi_unregister(struct ddi_hosted* hosted);

#endif
