/* The qnx backend's table: native calls, nothing tidied.
 * SPDX-License-Identifier: Apache-2.0 */
#include "native.h"

const struct mapproof_backend* mapproof_qnx_entry(void);

const struct mapproof_backend* mapproof_qnx_entry(void) {
  static const struct mapproof_backend table = {
      .abi = MAPPROOF_ABI,
      .struct_size = sizeof(struct mapproof_backend),
      .name = "qnx",
      .version = "0.1.0",
      .summary = "the native calls of QNX Neutrino",
      .open = mapproof_qnx_open,
      .close = mapproof_qnx_close,
      .facts = mapproof_qnx_facts,
      .mmap_device_memory = mapproof_qnx_map,
      .munmap_device_memory = mapproof_qnx_unmap,
      .mmap = mapproof_qnx_mmap,
      .munmap = mapproof_qnx_munmap,
      .munmap_flags = mapproof_qnx_munmap_flags,
      .mprotect = mapproof_qnx_mprotect,
      .mem_offset = mapproof_qnx_mem_offset,
#ifndef MAPPROOF_QNX_WITHOUT_64
      .mem_offset64 = mapproof_qnx_mem_offset64,
      .posix_mem_offset64 = mapproof_qnx_posix_mem_offset64,
#endif
      .posix_mem_offset = mapproof_qnx_posix_mem_offset,
      .mmap_device_io = mapproof_qnx_mmap_device_io,
      .munmap_device_io = mapproof_qnx_munmap_device_io,
      .in = mapproof_qnx_in,
      .out = mapproof_qnx_out,
      .mlock = mapproof_qnx_mlock,
      .munlock = mapproof_qnx_munlock,
      .mlockall = mapproof_qnx_mlockall,
      .munlockall = mapproof_qnx_munlockall,
      .thread_control = mapproof_qnx_thread_control,
      .posix_typed_mem_open = mapproof_qnx_typed_open,
      .posix_typed_mem_get_info = mapproof_qnx_typed_info,
      .close_descriptor = mapproof_qnx_close_descriptor,
      .memory_acquire = mapproof_qnx_memory_acquire,
      .memory_release = mapproof_qnx_memory_release,
      .provoke = mapproof_qnx_provoke,
      .physical_of = mapproof_qnx_physical_of,
      .mappings = mapproof_qnx_mappings,
      .typed_facts = mapproof_qnx_typed_facts,
      .empty = mapproof_qnx_empty,
      .floor_map = mapproof_qnx_floor_map,
      .floor_unmap = mapproof_qnx_floor_unmap,
      .io_facts = mapproof_qnx_io_facts,
      .file_operation = mapproof_qnx_file_operation,
  };
  return &table;
}
