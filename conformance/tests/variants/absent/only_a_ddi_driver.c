// Offers a DDI driver that needs no framework to name its pages, and nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "only_ddi.h"

enum { PAGES = 4 };
static size_t page;

static mapproof_page_id map_page(const struct mapproof_driver* self, void* instance, uint32_t channel, size_t offset,
                                 uint32_t protection) {
  (void)self;
  (void)instance;
  (void)channel;
  if (offset >= PAGES * page || (protection & ~(MAPPROOF_PROT_READ | MAPPROOF_PROT_USER)) != 0) return MAPPROOF_NOPAGE;
  return offset / page;
}

static const struct mapproof_driver* driver(struct mapproof_session* session) {
  static struct mapproof_driver own;
  (void)session;
  own.struct_size = sizeof own;
  own.ddi_version = 80;
  own.channel_count = 1;
  own.mmap = map_page;
  return &own;
}

static const struct mapproof_driver_facts* driver_facts(struct mapproof_session* session) {
  static struct mapproof_driver_facts facts;
  page = honest()->facts(session)->page_size;
  facts.struct_size = sizeof facts;
  facts.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_USER;
  facts.length = PAGES * page;
  return &facts;
}

LIAR(forget_qnx(table); table->driver_attach = NULL; table->driver_detach = NULL; table->driver_open = NULL;
     table->driver_close = NULL; table->driver_mmap = NULL; table->driver_munmap = NULL; table->page_id = NULL;
     table->convert_pages = NULL; table->driver_modify = NULL; table->driver_resource = NULL;
     table->kernel_memory = NULL; table->driver = driver; table->driver_facts = driver_facts)
