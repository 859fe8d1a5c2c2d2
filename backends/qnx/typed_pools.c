/* What the system page tells of memory: where the physical space ends, and the pools of typed memory, which are the
 * regions within "memory" that can be opened.
 * SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syspage.h>
#include <unistd.h>

#include "native.h"

static const struct asinfo_entry* region_at(uint16_t offset) {
  return (const struct asinfo_entry*)(const void*)((const char*)SYSPAGE_ENTRY(asinfo) + offset);
}

/* "/memory/ram/sysram": the names of the regions around it stand before its own. */
static void write_path(const struct asinfo_entry* region, char* path, size_t room) {
  if (region->owner != AS_NULL_OFF) write_path(region_at(region->owner), path, room);
  const size_t length = strlen(path);
  snprintf(path + length, room - length, "/%s", SYSPAGE_ENTRY(strings)->data + region->name);
}

static int can_be_opened(const char* name) {
  const int fd = posix_typed_mem_open(name, O_RDWR, POSIX_TYPED_MEM_ALLOCATE);
  if (fd == -1) return 0;
  close(fd);
  return 1;
}

/* Regions of one name are one pool, which may have gaps. */
static struct mapproof_typed_pool* find(struct mapproof_session* session, const char* path) {
  for (size_t i = 0; i < session->typed.pool_count; ++i) {
    if (strcmp(session->pools[i].name, path) == 0) return &session->pools[i];
  }
  return NULL;
}

static void add(struct mapproof_session* session, const struct asinfo_entry* region, const char* path) {
  struct mapproof_typed_pool* pool = find(session, path);
  if (pool != NULL) {
    if (region->start < pool->lowest) pool->lowest = region->start;
    if (region->end > pool->highest) pool->highest = region->end;
    return;
  }
  const size_t number = session->typed.pool_count;
  if (number == MAPPROOF_QNX_MOST_POOLS || !can_be_opened(path)) return;
  snprintf(session->pool_names[number], sizeof session->pool_names[number], "%s", path);
  session->pools[number] = (struct mapproof_typed_pool){session->pool_names[number], region->start, region->end};
  ++session->typed.pool_count;
}

void mapproof_qnx_read_system_page(struct mapproof_session* session) {
  static const char memory[] = "/memory";
  static const char within[] = "/memory/";
  session->typed = (struct mapproof_typed_facts){sizeof session->typed, 0, 0, session->pools};
  const size_t count = SYSPAGE_ENTRY_SIZE(asinfo) / sizeof(struct asinfo_entry);
  for (size_t i = 0; i < count; ++i) {
    char path[sizeof session->pool_names[0]] = "";
    write_path(&SYSPAGE_ENTRY(asinfo)[i], path, sizeof path);
    /* That region is all that the processor can address. */
    if (strcmp(path, memory) == 0) session->facts.highest_physical = SYSPAGE_ENTRY(asinfo)[i].end;
    if (strncmp(path, within, sizeof within - 1) == 0) add(session, &SYSPAGE_ENTRY(asinfo)[i], path);
  }
}

const struct mapproof_typed_facts* mapproof_qnx_typed_facts(struct mapproof_session* session) {
  return &session->typed;
}
