/* What the files of this backend share: the session, and portable bits in native ones.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef MAPPROOF_QNX_NATIVE_H
#define MAPPROOF_QNX_NATIVE_H

#include <mapproof/backend.h>
#include <sys/mman.h>

/* QNX 8.0 for a CPU of 64 bits may declare no name that ends in 64: off_t holds every address there. */
#ifdef MAPPROOF_QNX_WITHOUT_64
#define MAPPROOF_QNX_MMAP mmap
typedef off_t mapproof_qnx_wide_offset;
#else
#define MAPPROOF_QNX_MMAP mmap64
typedef off64_t mapproof_qnx_wide_offset;
#endif

enum { MAPPROOF_QNX_MOST_WINDOWS = 8, MAPPROOF_QNX_MOST_POOLS = 16 };

struct mapproof_session {
  struct mapproof_facts facts;
  struct mapproof_window windows[MAPPROOF_QNX_MOST_WINDOWS];
  char window_names[MAPPROOF_QNX_MOST_WINDOWS][32];
  struct mapproof_typed_facts typed;
  struct mapproof_typed_pool pools[MAPPROOF_QNX_MOST_POOLS];
  char pool_names[MAPPROOF_QNX_MOST_POOLS][128];
};

int mapproof_qnx_protection(uint32_t portable, uint32_t raw);
int mapproof_qnx_flags(uint32_t portable, uint32_t raw);

/* session.c */
struct mapproof_open_outcome mapproof_qnx_open(const struct mapproof_open_request* request);
void mapproof_qnx_close(struct mapproof_session* session);
const struct mapproof_facts* mapproof_qnx_facts(struct mapproof_session* session);

/* mmap_device_memory.c */
struct mapproof_address_outcome mapproof_qnx_map(struct mapproof_session*, const struct mapproof_map_request*);
struct mapproof_status_outcome mapproof_qnx_unmap(struct mapproof_session*, const struct mapproof_unmap_request*);
struct mapproof_address_outcome mapproof_qnx_mmap(struct mapproof_session*, const struct mapproof_mmap_request*);
struct mapproof_status_outcome mapproof_qnx_munmap(struct mapproof_session*, const struct mapproof_unmap_request*);
struct mapproof_status_outcome mapproof_qnx_munmap_flags(struct mapproof_session*,
                                                         const struct mapproof_unmap_request*);
struct mapproof_status_outcome mapproof_qnx_mprotect(struct mapproof_session*, const struct mapproof_protect_request*);

/* mem_offset.c */
struct mapproof_status_outcome mapproof_qnx_mem_offset(struct mapproof_session*, const struct mapproof_offset_request*);
struct mapproof_status_outcome mapproof_qnx_mem_offset64(struct mapproof_session*,
                                                         const struct mapproof_offset_request*);
struct mapproof_status_outcome mapproof_qnx_posix_mem_offset(struct mapproof_session*,
                                                             const struct mapproof_offset_request*);
struct mapproof_status_outcome mapproof_qnx_posix_mem_offset64(struct mapproof_session*,
                                                               const struct mapproof_offset_request*);

/* mmap_device_io.c */
struct mapproof_handle_outcome mapproof_qnx_mmap_device_io(struct mapproof_session*,
                                                           const struct mapproof_device_io_request*);
struct mapproof_status_outcome mapproof_qnx_munmap_device_io(struct mapproof_session*, uintptr_t handle, size_t length);
const struct mapproof_io_facts* mapproof_qnx_io_facts(struct mapproof_session*);
uint32_t mapproof_qnx_in(struct mapproof_session*, const struct mapproof_port_request*);
void mapproof_qnx_out(struct mapproof_session*, const struct mapproof_port_request*);

/* mlock.c */
struct mapproof_status_outcome mapproof_qnx_mlock(struct mapproof_session*, const struct mapproof_lock_request*);
struct mapproof_status_outcome mapproof_qnx_munlock(struct mapproof_session*, const struct mapproof_lock_request*);
struct mapproof_status_outcome mapproof_qnx_mlockall(struct mapproof_session*, const struct mapproof_lock_all_request*);
struct mapproof_status_outcome mapproof_qnx_munlockall(struct mapproof_session*);
struct mapproof_status_outcome mapproof_qnx_thread_control(struct mapproof_session*,
                                                           const struct mapproof_thread_control_request*);

/* posix_typed_mem.c */
struct mapproof_status_outcome mapproof_qnx_typed_open(struct mapproof_session*,
                                                       const struct mapproof_typed_open_request*);
struct mapproof_status_outcome mapproof_qnx_typed_info(struct mapproof_session*,
                                                       const struct mapproof_typed_info_request*);
struct mapproof_status_outcome mapproof_qnx_file_operation(struct mapproof_session*,
                                                           const struct mapproof_file_request*);
struct mapproof_status_outcome mapproof_qnx_close_descriptor(struct mapproof_session*, int fd);

/* typed_pools.c */
void mapproof_qnx_read_system_page(struct mapproof_session*);
const struct mapproof_typed_facts* mapproof_qnx_typed_facts(struct mapproof_session*);

/* own_mappings.c; the second stores a physical address for device memory only */
enum mapproof_qnx_mapped {
  MAPPROOF_QNX_NOTHING_KNOWN,
  MAPPROOF_QNX_DEVICE,
  MAPPROOF_QNX_WRITABLE_MEMORY,
  MAPPROOF_QNX_OTHER_MEMORY
};
struct mapproof_arrange_outcome mapproof_qnx_mappings(struct mapproof_session*, struct mapproof_mapping* entries,
                                                      size_t capacity, size_t* count);
enum mapproof_qnx_mapped mapproof_qnx_what_lies_at(const void* address, uint64_t* physical);

/* witness.c; the first answers 0 or an errno, and the address that the system names */
int mapproof_qnx_named_frame(const void* address, uint64_t* physical);
struct mapproof_arrange_outcome mapproof_qnx_physical_of(struct mapproof_session*, const void* address,
                                                         uint64_t* physical);

/* abilities.c */
struct mapproof_arrange_outcome mapproof_qnx_deny(uint32_t condition, uint32_t denied);
struct mapproof_arrange_outcome mapproof_qnx_deny_last_page(struct mapproof_session*, uint32_t denied);

/* ordinary_memory.c */
struct mapproof_arrange_outcome mapproof_qnx_memory_acquire(struct mapproof_session*,
                                                            const struct mapproof_memory_request*, void** address);
struct mapproof_arrange_outcome mapproof_qnx_memory_release(struct mapproof_session*, void* address, size_t length);

/* provoke.c */
struct mapproof_arrange_outcome mapproof_qnx_provoke(struct mapproof_session*, const struct mapproof_provoke_request*);

/* floor.c */
struct mapproof_status_outcome mapproof_qnx_empty(struct mapproof_session*);
struct mapproof_address_outcome mapproof_qnx_floor_map(struct mapproof_session*, const struct mapproof_map_request*);
struct mapproof_status_outcome mapproof_qnx_floor_unmap(struct mapproof_session*, const struct mapproof_unmap_request*);

#endif
