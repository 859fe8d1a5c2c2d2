// Mappings of devices, and what a fault on one does.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/mm.h>
#include <linux/slab.h>

#include "ddi.h"

/* What a program's driver answered. A driver in the kernel is asked again, and has none. */
struct ddi_mapping {
  struct kref references;
  u64 pages;
  u32* ids;
};

struct ddi_mapping* ddi_mapping_new(u32* ids, u64 pages) {
  struct ddi_mapping* mapping = kzalloc(sizeof(*mapping), GFP_KERNEL);

  if (!mapping) return NULL;
  kref_init(&mapping->references);
  mapping->ids = ids;
  mapping->pages = pages;
  return mapping;
}

static void end(struct kref* references) {
  struct ddi_mapping* mapping = container_of(references, struct ddi_mapping, references);

  kvfree(mapping->ids);
  kfree(mapping);
}

void ddi_mapping_get(struct ddi_mapping* mapping) { kref_get(&mapping->references); }

void ddi_mapping_put(struct ddi_mapping* mapping) { kref_put(&mapping->references, end); }

/* The protection of the mapping itself, in the bits that drivers know. */
static u32 protection_of(const struct vm_area_struct* vma) {
  return MAPPROOF_PROT_USER | (vma->vm_flags & VM_READ ? MAPPROOF_PROT_READ : 0) |
         (vma->vm_flags & VM_WRITE ? MAPPROOF_PROT_WRITE : 0) | (vma->vm_flags & VM_EXEC ? MAPPROOF_PROT_EXEC : 0);
}

static u32 id_of(const struct vm_fault* fault) {
  const struct ddi_mapping* mapping = fault->vma->vm_private_data;
  const struct ddi_file* file = fault->vma->vm_file->private_data;

  if (!mapping) return ddi_ask(file, (u64)fault->pgoff << PAGE_SHIFT, protection_of(fault->vma), DDI_FAULT);
  return fault->pgoff < mapping->pages ? mapping->ids[fault->pgoff] : MAPPROOF_DDI_NOPAGE;
}

static vm_fault_t show(struct vm_fault* fault, u32 id) {
  struct vm_area_struct* vma = fault->vma;
  unsigned long pfn;

  if (id == MAPPROOF_DDI_NOPAGE || !ddi_find_page(id, &pfn, &fault->page)) return VM_FAULT_SIGBUS;
  if (fault->page) return 0;
  if (pfn_valid(pfn)) return VM_FAULT_SIGBUS;
  return vmf_insert_pfn_prot(vma, fault->address, pfn, pgprot_noncached(vma->vm_page_prot));
}

/* The driver is asked without a lock, because it may block; if the device goes meanwhile, its key names no page. */
static vm_fault_t fault(struct vm_fault* fault) {
  const u32 id = id_of(fault);
  vm_fault_t result;

  down_read(&ddi_unplug);
  result = show(fault, id);
  up_read(&ddi_unplug);
  return result;
}

static void opened(struct vm_area_struct* vma) {
  struct ddi_mapping* mapping = vma->vm_private_data;

  if (mapping) ddi_mapping_get(mapping);
}

static void closed(struct vm_area_struct* vma) {
  struct ddi_mapping* mapping = vma->vm_private_data;

  if (mapping) ddi_mapping_put(mapping);
}

static const struct vm_operations_struct operations = {.open = opened, .close = closed, .fault = fault};

/* Maps nothing yet: each page comes with its first fault. Keeps the reference of `mapping`. */
int ddi_mmap(struct vm_area_struct* vma, struct ddi_mapping* mapping) {
  vma->vm_flags |= VM_IO | VM_MIXEDMAP | VM_DONTEXPAND | VM_DONTDUMP;
  vma->vm_ops = &operations;
  vma->vm_private_data = mapping;
  return 0;
}
