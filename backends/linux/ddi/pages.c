// The memory that devices show, and the opaque ids that name its pages.
// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/random.h>
#include <linux/slab.h>

#include "ddi.h"

enum {
  slot_bits = 12,
  page_bits = 18,
  slots = 1 << slot_bits,
  device_pages = 64,
  half_bits = 15, /* of an id, which has 30 bits: it fits the int of a driver from before DDI 8 */
  rounds = 4,
  key_slot_bits = 16,
};

DECLARE_RWSEM(ddi_unplug);
static DEFINE_SPINLOCK(table_lock);
static struct ddi_resource* table[slots];
static u64 generation;
static u32 secret[rounds];
static struct pci_dev* bar_device;
static int bar_number;
static bool has_bar; /* was given one, which may be gone */

/* A permutation of 30 bits that nobody can compute with who does not know the secret. */
static u32 scramble(u32 plain, bool back) {
  u32 left = plain >> half_bits, right = plain & ((1u << half_bits) - 1);
  int i;

  for (i = 0; i < rounds; ++i) {
    const u32 turned = left ^ hash_32(right ^ secret[back ? rounds - 1 - i : i], half_bits);
    left = right;
    right = turned;
  }
  return right << half_bits | left;
}

static u32 id_of(const struct ddi_resource* resource, u64 page) {
  return scramble(resource->slot << page_bits | (u32)page, false);
}

static struct ddi_resource* enter(struct ddi_resource* resource) {
  u32 slot;

  spin_lock(&table_lock);
  for (slot = 0; slot < slots && table[slot]; ++slot) {
  }
  if (slot < slots) {
    resource->slot = slot;
    table[slot] = resource;
  }
  spin_unlock(&table_lock);
  return slot < slots ? resource : NULL;
}

static struct ddi_resource* resource_new(phys_addr_t physical, u64 pages, void* kernel) {
  struct ddi_resource* resource = kzalloc(sizeof(*resource), GFP_KERNEL);

  if (!resource) return NULL;
  resource->physical = physical;
  resource->pages = pages;
  resource->kernel = kernel;
  if (enter(resource)) return resource;
  kfree(resource);
  return NULL;
}

/* Whole pages, zero-filled, each with a count of its own: one that is freed while it is mapped stays until it is not.
 */
struct ddi_resource* ddi_kernel_memory(size_t length) {
  const u64 pages = PAGE_ALIGN(length) >> PAGE_SHIFT;
  struct ddi_resource* resource;
  void* kernel;

  if (!pages || length > (1ul << 30)) return NULL;
  kernel = alloc_pages_exact(pages << PAGE_SHIFT, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);
  if (!kernel) return NULL;
  resource = resource_new(virt_to_phys(kernel), pages, kernel);
  if (!resource) free_pages_exact(kernel, pages << PAGE_SHIFT);
  return resource;
}

static bool is_free(phys_addr_t physical) {
  bool taken = false;
  u32 slot;

  spin_lock(&table_lock);
  for (slot = 0; slot < slots; ++slot) taken |= table[slot] && table[slot]->physical == physical;
  spin_unlock(&table_lock);
  return !taken;
}

/* A part of the BAR that no device has, or NULL. */
static struct ddi_resource* bar_memory(void) {
  static DEFINE_MUTEX(taking);
  const phys_addr_t start = pci_resource_start(bar_device, bar_number);
  const u64 size = device_pages << PAGE_SHIFT;
  struct ddi_resource* resource = NULL;
  u64 part;

  mutex_lock(&taking);
  for (part = 0; !resource && (part + 1) * size <= pci_resource_len(bar_device, bar_number); ++part)
    if (is_free(start + part * size)) resource = resource_new(start + part * size, device_pages, NULL);
  mutex_unlock(&taking);
  return resource;
}

struct ddi_resource* ddi_device_memory(void) {
  struct ddi_resource* resource;

  down_read(&ddi_unplug);
  if (!has_bar)
    resource = ddi_kernel_memory(device_pages << PAGE_SHIFT);
  else
    resource = bar_device ? bar_memory() : NULL;
  up_read(&ddi_unplug);
  if (resource) ddi_new_key(resource);
  return resource;
}

void ddi_resource_free(struct ddi_resource* resource) {
  if (!resource) return;
  spin_lock(&table_lock);
  table[resource->slot] = NULL;
  spin_unlock(&table_lock);
  if (resource->kernel) free_pages_exact(resource->kernel, resource->pages << PAGE_SHIFT);
  kfree(resource);
}

struct ddi_resource* ddi_resource_of_address(const void* address) {
  struct ddi_resource* found = NULL;
  u32 slot;

  spin_lock(&table_lock);
  for (slot = 0; slot < slots; ++slot)
    if (table[slot] && table[slot]->kernel && table[slot]->kernel == address) found = table[slot];
  spin_unlock(&table_lock);
  return found;
}

u64 ddi_new_key(struct ddi_resource* resource) {
  spin_lock(&table_lock);
  resource->key = ++generation << key_slot_bits | resource->slot;
  spin_unlock(&table_lock);
  return resource->key;
}

int ddi_resource_of_key(u64 key, u32 chunk, struct ddi_resource* copy) {
  const u32 slot = key & ((1u << key_slot_bits) - 1);
  int error = -ENXIO;

  spin_lock(&table_lock);
  if (key && !chunk && slot < slots && table[slot] && table[slot]->key == key) {
    *copy = *table[slot];
    error = 0;
  }
  spin_unlock(&table_lock);
  return error;
}

u32 ddi_id_of_key(u64 key, u32 chunk, u64 offset) {
  struct ddi_resource found;

  if (ddi_resource_of_key(key, chunk, &found) || offset >> PAGE_SHIFT >= found.pages) return MAPPROOF_DDI_NOPAGE;
  return id_of(&found, offset >> PAGE_SHIFT);
}

static u32 find(u64 place, bool by_address) {
  u32 slot, id = MAPPROOF_DDI_NOPAGE;

  spin_lock(&table_lock);
  for (slot = 0; slot < slots; ++slot) {
    const struct ddi_resource* resource = table[slot];
    u64 start;

    if (!resource || (by_address && !resource->kernel)) continue;
    start = by_address ? (u64)(uintptr_t)resource->kernel : resource->physical;
    if (place >= start && (place - start) >> PAGE_SHIFT < resource->pages)
      id = id_of(resource, (place - start) >> PAGE_SHIFT);
  }
  spin_unlock(&table_lock);
  return id;
}

u32 ddi_id_of_address(const void* address) { return find((u64)(uintptr_t)address, true); }
u32 ddi_id_of_physical(u64 physical) { return find(physical, false); }

bool ddi_find_page(u32 id, unsigned long* pfn, struct page** page) {
  const u32 plain = id >> (2 * half_bits) ? 0 : scramble(id, true);
  const u32 slot = plain >> page_bits, index = plain & ((1u << page_bits) - 1);
  bool found = false;

  *page = NULL;
  if (id >> (2 * half_bits)) return false;
  spin_lock(&table_lock);
  if (table[slot] && index < table[slot]->pages && (table[slot]->kernel || bar_device)) {
    found = true;
    *pfn = (table[slot]->physical >> PAGE_SHIFT) + index;
    if (table[slot]->kernel) {
      *page = pfn_to_page(*pfn);
      get_page(*page);
    }
  }
  spin_unlock(&table_lock);
  return found;
}

/* The device behind the BAR goes: no key stands for it any more, and nobody sees it. */
static int bus_news(struct notifier_block* block, unsigned long what, void* device) {
  u32 slot;

  if (what != BUS_NOTIFY_DEL_DEVICE || !bar_device || device != &bar_device->dev) return NOTIFY_DONE;
  down_write(&ddi_unplug);
  spin_lock(&table_lock);
  for (slot = 0; slot < slots; ++slot)
    if (table[slot] && !table[slot]->kernel) table[slot]->key = 0;
  spin_unlock(&table_lock);
  ddi_devices_zap();
  pci_release_region(bar_device, bar_number);
  pci_dev_put(bar_device);
  bar_device = NULL;
  up_write(&ddi_unplug);
  return NOTIFY_OK;
}

static struct notifier_block bus_listener = {.notifier_call = bus_news};

int ddi_pages_start(const char* bar) {
  unsigned int domain, bus, slot, function;
  int error;

  get_random_bytes(secret, sizeof(secret));
  if (!bar || !*bar) return 0;
  if (sscanf(bar, "%x:%x:%x.%x/%d", &domain, &bus, &slot, &function, &bar_number) != 5 || bar_number < 0 ||
      bar_number > 5) {
    pr_err("mapproof-ddi: bar=%s is not DDDD:BB:DD.F/BAR\n", bar);
    return -EINVAL;
  }
  bar_device = pci_get_domain_bus_and_slot(domain, bus, PCI_DEVFN(slot, function));
  if (!bar_device || !(pci_resource_flags(bar_device, bar_number) & IORESOURCE_MEM)) {
    pr_err("mapproof-ddi: bar=%s is no memory of a device that is here\n", bar);
    pci_dev_put(bar_device);
    return -ENODEV;
  }
  error = pci_enable_device(bar_device);
  if (!error) error = pci_request_region(bar_device, bar_number, "mapproof-ddi");
  if (!error) {
    error = bus_register_notifier(&pci_bus_type, &bus_listener);
    if (error) pci_release_region(bar_device, bar_number);
  }
  has_bar = !error;
  if (!error) return 0;
  pr_err("mapproof-ddi: bar=%s cannot be had (%d)\n", bar, error);
  pci_dev_put(bar_device);
  bar_device = NULL;
  return error;
}

void ddi_pages_stop(void) {
  if (has_bar) bus_unregister_notifier(&pci_bus_type, &bus_listener);
  if (!bar_device) return;
  pci_release_region(bar_device, bar_number);
  pci_dev_put(bar_device);
}
