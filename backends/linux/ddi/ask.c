// What the user's mmap() refuses, and the question that a driver in the kernel is asked.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/mm.h>
#include <linux/mman.h>

#include "ddi.h"

/* What mmap() refuses before a driver is asked. */
int ddi_refusal(const struct ddi_file* file, const struct ddi_range* range) {
  const u32 type = range->flags & MAP_TYPE;
  const bool is_private = type == MAP_PRIVATE;

  if (!range->length || offset_in_page(range->offset)) return -EINVAL;
  if ((range->flags & MAP_FIXED) && offset_in_page(range->address)) return -EINVAL;
  if (type != MAP_SHARED && type != MAP_SHARED_VALIDATE && !is_private) return -EINVAL;
  if (!(file->access & MAPPROOF_PROT_READ)) return -EACCES;
  if (!is_private && (range->protection & PROT_WRITE) && !(file->access & MAPPROOF_PROT_WRITE)) return -EACCES;
  if (!file->device->has_mmap) return -ENODEV;
  if (is_private) return -EINVAL;
  if (range->length > SIZE_MAX - PAGE_SIZE) return -ENOMEM;
  /* Before DDI 8 offsets are signed: a request may start below 0 and go on to it. */
  if (file->device->ddi_version >= DDI_8 && range->length - 1 > U64_MAX - range->offset) return -ENXIO;
  return 0;
}

/* The protection that all pages are asked for with before they are mapped. */
u32 ddi_most_allowed(const struct ddi_file* file) {
  return MAPPROOF_PROT_READ | MAPPROOF_PROT_USER | (file->access & (MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC));
}

/* The threads that are asking a driver, each of which holds the lock of its own address space. */
static DEFINE_XARRAY(asking);

bool ddi_is_mapping(void) { return xa_load(&asking, (unsigned long)current >> 2) != NULL; }

static mapproof_page_id call(const struct ddi_file* file, u64 offset, u32 protection) {
  const struct ddi_device* device = file->device;
  const struct mapproof_driver* driver = device->driver;

  if (driver->ddi_version < DDI_8) return driver->mmap_before_8(driver, ddi_device_number(file), offset, protection);
  return driver->mmap(driver, device->instance, file->channel, offset, protection);
}

/* The page id, or NOPAGE; an id that is none of the framework's is refused as NOPAGE is, and stands in the log. */
u32 ddi_ask(const struct ddi_file* file, u64 offset, u32 protection, enum ddi_entry entry) {
  struct page* page;
  unsigned long pfn;
  u64 id;

  if (xa_err(xa_store(&asking, (unsigned long)current >> 2, xa_mk_value(1), GFP_KERNEL))) return MAPPROOF_DDI_NOPAGE;
  id = call(file, offset, protection);
  xa_erase(&asking, (unsigned long)current >> 2);
  ddi_log((struct ddi_call){entry, file->device->number, file->channel, protection, offset, id});
  if (id >= MAPPROOF_DDI_NOPAGE || !ddi_find_page(id, &pfn, &page)) return MAPPROOF_DDI_NOPAGE;
  if (page) put_page(page);
  return id;
}
