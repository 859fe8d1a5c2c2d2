// The kernel functions of the SVR5 DDI for driver source in this kernel; it sees them by backends/ddi/include/sys.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/cred.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "ddi.h"

enum { minor_bits = 18 };

u32 devmem_ppid(u64 key, u32 chunk, size_t offset);
u32 kvtoppid(char* address);
u32 phystoppid(unsigned long address);
u32 hat_getkpfnum(char* address);
u32 hat_getppfnum(unsigned long address, u32 space);
unsigned long ptob(unsigned long pages);
unsigned long btop(unsigned long bytes);
unsigned long btopr(unsigned long bytes);
void* kmem_alloc(size_t size, int flag);
void* kmem_zalloc(size_t size, int flag);
void kmem_free(void* address, size_t size);
int copyin(char* from, char* to, size_t count);
int copyout(char* from, char* to, size_t count);
int drv_priv(void* cred);
unsigned long getmajor(unsigned long device);
unsigned long getminor(unsigned long device);
void cmn_err(int level, const char* format, ...);
mapproof_page_id mapproof_ddi_page_id(u32 ppid);

u32 devmem_ppid(u64 key, u32 chunk, size_t offset) { return ddi_id_of_key(key, chunk, offset); }
EXPORT_SYMBOL_GPL(devmem_ppid);
u32 kvtoppid(char* address) { return ddi_id_of_address(address); }
EXPORT_SYMBOL_GPL(kvtoppid);
u32 phystoppid(unsigned long address) { return ddi_id_of_physical(address); }
EXPORT_SYMBOL_GPL(phystoppid);
u32 hat_getkpfnum(char* address) { return ddi_id_of_address(address); }
EXPORT_SYMBOL_GPL(hat_getkpfnum);
u32 hat_getppfnum(unsigned long address, u32 space) {
  return space ? MAPPROOF_DDI_NOPAGE : ddi_id_of_physical(address);
}
EXPORT_SYMBOL_GPL(hat_getppfnum);
mapproof_page_id mapproof_ddi_page_id(u32 ppid) { return ppid == MAPPROOF_DDI_NOPAGE ? MAPPROOF_NOPAGE : ppid; }
EXPORT_SYMBOL_GPL(mapproof_ddi_page_id);

unsigned long ptob(unsigned long pages) { return pages << PAGE_SHIFT; }
EXPORT_SYMBOL_GPL(ptob);
unsigned long btop(unsigned long bytes) { return bytes >> PAGE_SHIFT; }
EXPORT_SYMBOL_GPL(btop);
unsigned long btopr(unsigned long bytes) { return btop(bytes) + (offset_in_page(bytes) != 0); }
EXPORT_SYMBOL_GPL(btopr);

void* kmem_zalloc(size_t size, int flag) {
  const struct ddi_resource* pages;

  if (size < PAGE_SIZE) return kzalloc(size, GFP_KERNEL);
  pages = ddi_kernel_memory(size);
  return pages ? pages->kernel : NULL;
}
EXPORT_SYMBOL_GPL(kmem_zalloc);
void* kmem_alloc(size_t size, int flag) { return kmem_zalloc(size, flag); }
EXPORT_SYMBOL_GPL(kmem_alloc);

/* Pages that somebody still sees stay until they are unmapped, and the log tells: a driver must not do that. */
void kmem_free(void* address, size_t size) {
  struct ddi_resource* pages;
  u64 i, seen = 0;

  if (size < PAGE_SIZE) return kfree(address);
  pages = ddi_resource_of_address(address);
  if (!pages) return;
  for (i = 0; i < pages->pages; ++i) seen += page_count(virt_to_page(address + (i << PAGE_SHIFT))) > 1;
  if (seen) ddi_log((struct ddi_call){DDI_FREED_WHILE_MAPPED, -1, 0, 0, 0, seen});
  ddi_resource_free(pages);
}
EXPORT_SYMBOL_GPL(kmem_free);

/* While this thread holds its own mmap lock a fault of the kernel's would wait for it for ever: page by page instead.
 */
static int copy_held(char* user, char* kernel, size_t count, bool out) {
  while (count) {
    const size_t part = min(count, PAGE_SIZE - offset_in_page(user));
    struct page* page;
    char* there;

    if (get_user_pages_remote(current->mm, (unsigned long)user, 1, out ? FOLL_WRITE : 0, &page, NULL, NULL) != 1)
      return -1;
    there = kmap_local_page(page) + offset_in_page(user);
    if (out)
      memcpy(there, kernel, part);
    else
      memcpy(kernel, there, part);
    kunmap_local(there);
    if (out) set_page_dirty_lock(page);
    put_page(page);
    user += part, kernel += part, count -= part;
  }
  return 0;
}

int copyin(char* from, char* to, size_t count) {
  if (ddi_is_mapping()) return copy_held(from, to, count, false);
  return copy_from_user(to, (void __user*)from, count) ? -1 : 0;
}
EXPORT_SYMBOL_GPL(copyin);
int copyout(char* from, char* to, size_t count) {
  if (ddi_is_mapping()) return copy_held(to, from, count, true);
  return copy_to_user((void __user*)to, from, count) ? -1 : 0;
}
EXPORT_SYMBOL_GPL(copyout);

int drv_priv(void* cred) { return capable(CAP_SYS_ADMIN) ? 0 : EPERM; }
EXPORT_SYMBOL_GPL(drv_priv);
unsigned long getmajor(unsigned long device) { return device >> minor_bits; }
EXPORT_SYMBOL_GPL(getmajor);
unsigned long getminor(unsigned long device) { return device & ((1ul << minor_bits) - 1); }
EXPORT_SYMBOL_GPL(getminor);

/* A driver's panic is a line of the log as well. */
void cmn_err(int level, const char* format, ...) {
  struct va_format message = {.fmt = format};
  va_list arguments;

  va_start(arguments, format);
  message.va = &arguments;
  pr_notice("mapproof-ddi: driver: %pV\n", &message);
  va_end(arguments);
}
EXPORT_SYMBOL_GPL(cmn_err);
