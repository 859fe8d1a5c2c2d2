/* For liars that put a mapping over ordinary memory which a hint points at: which memory that is, by what the system's
 * own calls tell.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MAPPROOF_WIPED_HINT_H
#define MAPPROOF_WIPED_HINT_H

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "liar.h"

enum kind_of_memory { NOT_MAPPED, HEAP, STACK, PRIVATE_MEMORY, SHARED_MEMORY, FILE_MAPPING, RESERVED };

/* What lies at an address, by the process's own list of mappings. */
static inline enum kind_of_memory kind_at(const void* address) {
  FILE* const list = fopen("/proc/self/maps", "r");
  char line[512];
  enum kind_of_memory kind = NOT_MAPPED;
  while (list != NULL && fgets(line, sizeof line, list) != NULL) {
    unsigned long start = 0;
    unsigned long end = 0;
    unsigned long inode = 0;
    char rights[5] = "";
    if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &start, &end, rights, &inode) != 4) continue;
    if ((uintptr_t)address < start || (uintptr_t)address >= end) continue;
    kind = strcmp(rights, "---p") == 0         ? RESERVED
           : strstr(line, "[stack") != NULL    ? STACK
           : strstr(line, "[heap") != NULL     ? HEAP
           : strstr(line, "/dev/zero") != NULL ? SHARED_MEMORY
           : inode != 0 && line[0] != '\0'     ? FILE_MAPPING
                                               : PRIVATE_MEMORY;
    break;
  }
  if (list != NULL) fclose(list);
  return kind;
}

#endif
