/* For lies about when a driver gives its memory up: a driver of two channels that shows kernel memory.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel memory that the driver has freed is what kernel_memory() gives to the next one who asks. The liar defines
 * opened() and closed(), which call give_up() when the driver frees its memory. */
#ifndef MAPPROOF_KERNEL_MEMORY_DRIVER_H
#define MAPPROOF_KERNEL_MEMORY_DRIVER_H

#include "driver_shim.h"

enum { KERNEL_PAGES = 2 };
static session_type* kernel;
static char* shown;
static int is_given_up;

static void opened(uint32_t channel);
static void closed(uint32_t channel);

static inline void give_up(void) { is_given_up = 1; }

static inline struct mapproof_arrange_outcome reused_memory(session_type* session, size_t length, void** address) {
  if (!is_given_up || length > page_of(session)) return honest()->kernel_memory(session, length, address);
  is_given_up = 0;
  *address = shown;
  return (struct mapproof_arrange_outcome){0, NULL};
}

static inline mapproof_page_id show(const driver_type* self, void* instance, uint32_t channel, size_t offset,
                                    uint32_t protection) {
  const uint32_t granted = MAPPROOF_PROT_READ | MAPPROOF_PROT_USER;
  struct mapproof_page_id_request request = {0};
  (void)self;
  (void)instance;
  (void)channel;
  if (offset >= KERNEL_PAGES * page_of(kernel) || (protection & ~granted) != 0) return MAPPROOF_NOPAGE;
  request.source = MAPPROOF_KVTOPPID;
  request.address = shown + offset;
  return honest()->page_id(kernel, &request);
}

static inline mapproof_page_id show_before_8(const driver_type* self, uint32_t device, int64_t offset,
                                             uint32_t protection) {
  return offset < 0 ? MAPPROOF_NOPAGE : show(self, NULL, device, (size_t)offset, protection);
}

static inline int open_one(const driver_type* self, void* instance, uint32_t* channel, uint32_t access) {
  (void)self;
  (void)instance;
  (void)access;
  is_given_up = 0; /* it takes memory when it is opened, the same again if nobody has it */
  opened(*channel);
  return 0;
}

static inline int close_one(const driver_type* self, void* instance, uint32_t channel) {
  (void)self;
  (void)instance;
  closed(channel);
  return 0;
}

static inline const driver_type* kernel_memory_driver(session_type* session) {
  static driver_type own;
  void* memory = NULL;
  if (shown == NULL && honest()->kernel_memory(session, KERNEL_PAGES * page_of(session), &memory).error == 0)
    shown = memory;
  kernel = session;
  own.struct_size = sizeof own;
  own.ddi_version = honest()->driver(session)->ddi_version;
  own.channel_count = 2;
  own.open = open_one;
  own.close = close_one;
  if (own.ddi_version < 80) own.mmap_before_8 = show_before_8;
  if (own.ddi_version >= 80) own.mmap = show;
  return &own;
}

static inline const struct mapproof_driver_facts* kernel_memory_facts(session_type* session) {
  static struct mapproof_driver_facts facts;
  facts.struct_size = sizeof facts;
  facts.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_USER;
  facts.length = KERNEL_PAGES * page_of(session);
  return &facts;
}

#define KERNEL_MEMORY_LIAR                                                              \
  LIAR(table->driver = kernel_memory_driver; table->driver_facts = kernel_memory_facts; \
       table->kernel_memory = reused_memory)

#endif
