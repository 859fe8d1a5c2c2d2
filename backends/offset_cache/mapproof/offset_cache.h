/* Keeps answers of mem_offset64(), and never gives one for memory that was unmapped, remapped or unlocked since.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The QNX documents advise to look an address up once and to keep the answer. This is a place to keep it: a table of
 * fixed size in front of one session of one backend. Readers take no lock and make no system call on a hit.
 *
 * What the cache must be told: every change of a mapping or of a lock goes through one of the calls below, or stands
 * between begin_change() and end_change(). While a change goes on, and after it, no answer from before it is given for
 * that range. What the process does behind the cache's back (a raw munmap(), say) it cannot see. fork() counts as a
 * change of all memory in the parent and in the child; clone() without the C library's fork() does not.
 *
 * Threads: every call except destroy() may be made from several threads at once; find() also from a signal
 * handler, if the backend's mem_offset64() may.
 */
#ifndef MAPPROOF_OFFSET_CACHE_H
#define MAPPROOF_OFFSET_CACHE_H

#include <mapproof/backend.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mapproof_offset_cache;

/* What find() answers instead of a physical address. */
#define MAPPROOF_NO_OFFSET UINT64_MAX

/* Translations that are kept, of 4 KiB each: 1 MiB of memory, whatever is asked. Addresses a multiple of 256 MiB apart
 * share a place. */
#define MAPPROOF_OFFSET_CACHE_CAPACITY 65536

/* The session must outlive the cache. NULL with errno: ENOSYS the backend has no mem_offset64(), ENOMEM. */
struct mapproof_offset_cache* mapproof_offset_cache_create(const struct mapproof_backend* backend,
                                                           struct mapproof_session* session);
void mapproof_offset_cache_destroy(struct mapproof_offset_cache* cache);

/* The physical address of the byte at `address`: kept, or else what mem_offset64() answers now. MAPPROOF_NO_OFFSET with
 * errno if that refuses; refusals are not kept. */
uint64_t mapproof_offset_cache_find(struct mapproof_offset_cache* cache, const void* address);

/* Brackets for any change of the pages that [address, address + length) touches. Changes may overlap and nest; each
 * begin needs an end with the same arguments. A length that reaches the end of the address space stands for all of it.
 */
void mapproof_offset_cache_begin_change(struct mapproof_offset_cache* cache, const void* address, size_t length);
void mapproof_offset_cache_end_change(struct mapproof_offset_cache* cache, const void* address, size_t length);

/* The backend's calls of the same names, as announced changes. A call that the backend lacks fails with ENOSYS. */
struct mapproof_address_outcome mapproof_offset_cache_mmap_device_memory(struct mapproof_offset_cache* cache,
                                                                         const struct mapproof_map_request* request);
struct mapproof_address_outcome mapproof_offset_cache_mmap(struct mapproof_offset_cache* cache,
                                                           const struct mapproof_mmap_request* request);
struct mapproof_status_outcome mapproof_offset_cache_munmap_device_memory(struct mapproof_offset_cache* cache,
                                                                          const struct mapproof_unmap_request* request);
struct mapproof_status_outcome mapproof_offset_cache_munmap(struct mapproof_offset_cache* cache,
                                                            const struct mapproof_unmap_request* request);
struct mapproof_status_outcome mapproof_offset_cache_munlock(struct mapproof_offset_cache* cache,
                                                             const struct mapproof_lock_request* request);
struct mapproof_status_outcome mapproof_offset_cache_munlockall(struct mapproof_offset_cache* cache);

#ifdef __cplusplus
}
#endif

#endif
