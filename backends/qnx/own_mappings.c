/* What the system has mapped for this process, by /proc/self/as.
 * SPDX-License-Identifier: Apache-2.0 */
#include <devctl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/procfs.h>
#include <unistd.h>

#include "native.h"

#ifndef MAPPROOF_QNX_ADDRESS_SPACE
#define MAPPROOF_QNX_ADDRESS_SPACE "/proc/self/as"
#endif

struct own_mappings {
  procfs_mapinfo* entries;
  size_t count;
};

/* 0 or an errno. Others may map between the question how many there are and the list: it has room for more. */
static int list(struct own_mappings* all) {
  enum { spare = 64 };
  const int file = open(MAPPROOF_QNX_ADDRESS_SPACE, O_RDONLY | O_CLOEXEC);
  if (file == -1) return errno;
  int count = 0;
  int error = devctl(file, DCMD_PROC_MAPINFO, NULL, 0, &count);
  const size_t room = error == 0 ? (size_t)count + spare : 0;
  all->entries = error == 0 ? calloc(room, sizeof *all->entries) : NULL;
  if (error == 0 && all->entries == NULL) error = ENOMEM;
  if (error == 0) error = devctl(file, DCMD_PROC_MAPINFO, all->entries, room * sizeof *all->entries, &count);
  close(file);
  all->count = (size_t)count < room ? (size_t)count : room;
  if (error != 0) free(all->entries);
  return error;
}

static int is_device(const procfs_mapinfo* entry) { return (entry->flags & (MAP_PHYS | MAP_ANON)) == MAP_PHYS; }

static uint32_t portable_protection(uint32_t flags) {
  uint32_t portable = 0;
  if (flags & PROT_READ) portable |= MAPPROOF_PROT_READ;
  if (flags & PROT_WRITE) portable |= MAPPROOF_PROT_WRITE;
  if (flags & PROT_EXEC) portable |= MAPPROOF_PROT_EXEC;
  return portable;
}

static struct mapproof_arrange_outcome unlisted(int error) {
  return (struct mapproof_arrange_outcome){error, "the system does not list this process's mappings"};
}

struct mapproof_arrange_outcome mapproof_qnx_mappings(struct mapproof_session* session,
                                                      struct mapproof_mapping* entries, size_t capacity,
                                                      size_t* count) {
  (void)session;
  struct own_mappings all = {NULL, 0};
  const int error = list(&all);
  if (error != 0) return unlisted(error);
  for (size_t i = 0; i < all.count && i < capacity; ++i) {
    const procfs_mapinfo* const entry = &all.entries[i];
    entries[i] =
        (struct mapproof_mapping){(uintptr_t)entry->vaddr, (size_t)entry->size, portable_protection(entry->flags), 0,
                                  is_device(entry) ? (uint64_t)entry->offset : UINT64_MAX};
  }
  *count = all.count;
  free(all.entries);
  return (struct mapproof_arrange_outcome){0, NULL};
}

enum mapproof_qnx_mapped mapproof_qnx_what_lies_at(const void* address, uint64_t* physical) {
  struct own_mappings all = {NULL, 0};
  if (list(&all) != 0) return MAPPROOF_QNX_NOTHING_KNOWN;
  enum mapproof_qnx_mapped what = MAPPROOF_QNX_NOTHING_KNOWN;
  for (size_t i = 0; i < all.count && what == MAPPROOF_QNX_NOTHING_KNOWN; ++i) {
    const procfs_mapinfo* const entry = &all.entries[i];
    const uint64_t inside = (uint64_t)(uintptr_t)address - entry->vaddr;
    if (inside >= entry->size) continue;
    what = (entry->flags & PROT_WRITE) != 0 ? MAPPROOF_QNX_WRITABLE_MEMORY : MAPPROOF_QNX_OTHER_MEMORY;
    if (!is_device(entry)) continue;
    what = MAPPROOF_QNX_DEVICE;
    *physical = (uint64_t)entry->offset + inside;
  }
  free(all.entries);
  return what;
}
