/* Stands in for QNX's <sys/procfs.h>: the mappings of a process, asked of /proc/PID/as.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_STUB_SYS_PROCFS_H
#define MAPPROOF_STUB_SYS_PROCFS_H

#include <stdint.h>
#include <sys/types.h>

typedef struct _procfs_map_info {
  uint64_t vaddr;
  uint64_t size;
  uint32_t flags;
  dev_t dev;
  off64_t offset;
  ino64_t ino;
} procfs_mapinfo;

#define DCMD_PROC_MAPINFO 0x4002

#endif
