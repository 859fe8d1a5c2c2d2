/* mmap_device_memory(), munmap_device_memory() and their neighbours, passed to the system as they are.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>

#include "native.h"

/* What a release no longer names is asked by the number that all before it gave it: the answer is the system's. */
#ifndef MAP_NOINIT
#define MAP_NOINIT 0x00004000
#endif
#ifndef MAP_NOX64K
#define MAP_NOX64K 0x00020000
#endif
#ifndef MAP_BELOW16M
#define MAP_BELOW16M 0x00040000
#endif

int mapproof_qnx_protection(uint32_t portable, uint32_t raw) {
  int native = PROT_NONE;
  if (portable & MAPPROOF_PROT_READ) native |= PROT_READ;
  if (portable & MAPPROOF_PROT_WRITE) native |= PROT_WRITE;
  if (portable & MAPPROOF_PROT_EXEC) native |= PROT_EXEC;
  if (portable & MAPPROOF_PROT_NOCACHE) native |= PROT_NOCACHE;
  return native | (int)raw;
}

int mapproof_qnx_flags(uint32_t portable, uint32_t raw) {
  int native = 0;
  if (portable & MAPPROOF_MAP_SHARED) native |= MAP_SHARED;
  if (portable & MAPPROOF_MAP_PRIVATE) native |= MAP_PRIVATE;
  if (portable & MAPPROOF_MAP_FIXED) native |= MAP_FIXED;
  if (portable & MAPPROOF_MAP_PHYS) native |= MAP_PHYS;
  if (portable & MAPPROOF_MAP_ANON) native |= MAP_ANON;
  if (portable & MAPPROOF_MAP_LAZY) native |= MAP_LAZY;
  if (portable & MAPPROOF_MAP_STACK) native |= MAP_STACK;
  if (portable & MAPPROOF_MAP_NOINIT) native |= MAP_NOINIT;
  if (portable & MAPPROOF_MAP_BELOW16M) native |= MAP_BELOW16M;
  if (portable & MAPPROOF_MAP_NOX64K) native |= MAP_NOX64K;
  if (portable & MAPPROOF_MAP_NOCACHE) native |= PROT_NOCACHE;
  return native | (int)raw;
}

struct mapproof_address_outcome mapproof_qnx_map(struct mapproof_session* session,
                                                 const struct mapproof_map_request* request) {
  (void)session;
  const int protection = mapproof_qnx_protection(request->protection, request->raw_protection);
  const int flags = mapproof_qnx_flags(request->flags, request->raw_flags);
  errno = 0;
  void* const value = mmap_device_memory(request->address, request->length, protection, flags, request->physical);
  return (struct mapproof_address_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_unmap(struct mapproof_session* session,
                                                  const struct mapproof_unmap_request* request) {
  (void)session;
  errno = 0;
  const int value = munmap_device_memory(request->address, request->length);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_address_outcome mapproof_qnx_mmap(struct mapproof_session* session,
                                                  const struct mapproof_mmap_request* request) {
  (void)session;
  const int protection = mapproof_qnx_protection(request->protection, request->raw_protection);
  const int flags = mapproof_qnx_flags(request->flags, request->raw_flags);
  errno = 0;
  void* const value = MAPPROOF_QNX_MMAP(request->address, request->length, protection, flags, request->fd,
                                        (mapproof_qnx_wide_offset)request->offset);
  return (struct mapproof_address_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_munmap(struct mapproof_session* session,
                                                   const struct mapproof_unmap_request* request) {
  (void)session;
  errno = 0;
  const int value = munmap(request->address, request->length);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_munmap_flags(struct mapproof_session* session,
                                                         const struct mapproof_unmap_request* request) {
  (void)session;
  errno = 0;
  const int value = munmap_flags(request->address, request->length, request->flags);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_mprotect(struct mapproof_session* session,
                                                     const struct mapproof_protect_request* request) {
  (void)session;
  const int protection = mapproof_qnx_protection(request->protection, request->raw_protection);
  errno = 0;
  const int value = mprotect(request->address, request->length, protection);
  return (struct mapproof_status_outcome){value, errno};
}
