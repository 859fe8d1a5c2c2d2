// mmap() of a device whose driver is a program's: the framework asks it for a page, and goes on with what it answers.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "ddi.h"

struct ddi_request {
  struct list_head list;
  u32 cookie;
  const struct task_struct* asker;
  struct ddi_range range;
  u64 pages, answered;
  u64 capacity;
  u32* ids;
};

static atomic_t cookies;

static void request_free(struct ddi_request* request) {
  kvfree(request->ids);
  kfree(request);
}

void ddi_requests_free(struct ddi_file* file) {
  struct ddi_request *request, *next;

  list_for_each_entry_safe(request, next, &file->requests, list) request_free(request);
}

static struct ddi_request* begin(const struct ddi_file* file, const struct mapproof_ddi_map* map) {
  const struct ddi_range range = {map->address, map->length, map->offset, map->flags, map->protection};
  const int refusal = ddi_refusal(file, &range);
  struct ddi_request* request;

  if (refusal) return ERR_PTR(refusal);
  request = kzalloc(sizeof(*request), GFP_KERNEL);
  if (!request) return ERR_PTR(-ENOMEM);
  do request->cookie = atomic_inc_return(&cookies);
  while (!request->cookie);
  request->asker = current;
  request->range = range;
  request->pages = PAGE_ALIGN(range.length) >> PAGE_SHIFT;
  return request;
}

static int keep(struct ddi_request* request, u32 id) {
  if (request->answered == request->capacity) {
    const u64 wanted = min(request->pages, max(request->capacity * 2, (u64)64));
    u32* larger = kvmalloc_array(wanted, sizeof(*larger), GFP_KERNEL);

    if (!larger) return -ENOMEM;
    if (request->ids) memcpy(larger, request->ids, request->answered * sizeof(*larger));
    kvfree(request->ids);
    request->ids = larger;
    request->capacity = wanted;
  }
  request->ids[request->answered++] = id;
  return 0;
}

static u64 next_offset(const struct ddi_request* request) {
  return request->range.offset + (request->answered << PAGE_SHIFT);
}

static int take_answer(const struct ddi_file* file, struct ddi_request* request, u32 answer) {
  struct page* page;
  unsigned long pfn;

  ddi_log((struct ddi_call){DDI_MMAP, file->device->number, file->channel, ddi_most_allowed(file), next_offset(request),
                            answer});
  if (!ddi_find_page(answer, &pfn, &page)) return -ENXIO;
  if (page) put_page(page);
  return keep(request, answer);
}

/* The mapping that the running thread has all answers for; its own mmap() of the device takes it. */
static DEFINE_XARRAY(granted);

static long place(struct file* file, struct ddi_request* request, struct mapproof_ddi_map* map) {
  const struct ddi_range* range = &request->range;
  struct ddi_mapping* mapping = ddi_mapping_new(request->ids, request->pages);
  unsigned long address;

  if (!mapping) return -ENOMEM;
  request->ids = NULL;
  address = xa_err(xa_store(&granted, (unsigned long)current >> 2, mapping, GFP_KERNEL));
  if (!address) {
    address = vm_mmap(file, range->address, range->length, range->protection, range->flags, 0);
    xa_erase(&granted, (unsigned long)current >> 2);
  }
  ddi_mapping_put(mapping);
  if (IS_ERR_VALUE(address)) return (long)address;
  map->address = address;
  map->state = MAPPROOF_DDI_DONE;
  return 0;
}

static int mmap_granted(struct file* file, struct vm_area_struct* vma) {
  struct ddi_mapping* mapping = xa_load(&granted, (unsigned long)current >> 2);

  if (!mapping) return -EOPNOTSUPP; /* by ddi_map_step() only */
  ddi_mapping_get(mapping);
  return ddi_mmap(vma, mapping);
}

static void ask(const struct ddi_file* file, const struct ddi_request* request, struct mapproof_ddi_map* map) {
  map->state = MAPPROOF_DDI_ASK;
  map->cookie = request->cookie;
  map->offset = next_offset(request);
  map->asked = ddi_most_allowed(file);
  map->channel = file->channel;
  map->device_number = ddi_device_number(file);
}

static struct ddi_request* take_request(struct ddi_file* file, u32 cookie) {
  struct ddi_request *request, *found = NULL;

  mutex_lock(&file->lock);
  list_for_each_entry(request, &file->requests, list) if (request->cookie == cookie && request->asker == current)
      found = request;
  if (found) list_del(&found->list);
  mutex_unlock(&file->lock);
  return found;
}

static void put_request(struct ddi_file* file, struct ddi_request* request) {
  mutex_lock(&file->lock);
  list_add(&request->list, &file->requests);
  mutex_unlock(&file->lock);
}

static long map_step(struct file* file, struct mapproof_ddi_map* map) {
  struct ddi_file* opened = file->private_data;
  struct ddi_request* request = map->cookie ? take_request(opened, map->cookie) : begin(opened, map);
  long error = 0;

  if (IS_ERR_OR_NULL(request)) return request ? PTR_ERR(request) : -ENOENT;
  if (map->cookie) error = take_answer(opened, request, map->answer);
  if (!error && request->answered == request->pages) {
    error = place(file, request, map);
  } else if (!error) {
    ask(opened, request, map);
    put_request(opened, request);
    return 0;
  }
  request_free(request);
  return error;
}

static long step(struct file* file, unsigned int command, unsigned long argument) {
  struct mapproof_ddi_map map;
  long error;

  if (command != MAPPROOF_DDI_MAP) return -ENOTTY;
  if (copy_from_user(&map, (void __user*)argument, sizeof(map))) return -EFAULT;
  error = map_step(file, &map);
  if (!error && copy_to_user((void __user*)argument, &map, sizeof(map))) return -EFAULT;
  return error;
}

static int release(struct inode* inode, struct file* file) {
  ddi_file_free(file->private_data);
  return 0;
}

const struct file_operations ddi_user_operations = {
    .owner = THIS_MODULE, .unlocked_ioctl = step, .mmap = mmap_granted, .release = release, .llseek = no_llseek};
