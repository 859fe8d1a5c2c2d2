/* mmap_device_io() and access through its handle.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hw/inout.h>

#include "native.h"

struct mapproof_handle_outcome mapproof_qnx_mmap_device_io(struct mapproof_session* session,
                                                           const struct mapproof_device_io_request* request) {
  (void)session;
  errno = 0;
  const uintptr_t value = mmap_device_io(request->length, request->io);
  return (struct mapproof_handle_outcome){value, errno};
}

#if defined(__x86_64__) || defined(__i386__)
static const struct mapproof_io_facts io_facts = {.struct_size = sizeof io_facts, .highest = 0xffff};
#else
static const struct mapproof_io_facts io_facts = {
    .struct_size = sizeof io_facts, .is_memory_mapped = 1, .highest = UINT64_MAX};
#endif

/* No io address is known that is safe to use on every board. */
const struct mapproof_io_facts* mapproof_qnx_io_facts(struct mapproof_session* session) {
  (void)session;
  return &io_facts;
}

struct mapproof_status_outcome mapproof_qnx_munmap_device_io(struct mapproof_session* session, uintptr_t handle,
                                                             size_t length) {
  (void)session;
  errno = 0;
  const int value = munmap_device_io(handle, length);
  return (struct mapproof_status_outcome){value, errno};
}

uint32_t mapproof_qnx_in(struct mapproof_session* session, const struct mapproof_port_request* request) {
  (void)session;
  switch (request->width) {
    case 1:
      return in8(request->handle);
    case 2:
      return in16(request->handle);
    default:
      return in32(request->handle);
  }
}

void mapproof_qnx_out(struct mapproof_session* session, const struct mapproof_port_request* request) {
  (void)session;
  switch (request->width) {
    case 1:
      out8(request->handle, (uint8_t)request->value);
      break;
    case 2:
      out16(request->handle, (uint16_t)request->value);
      break;
    default:
      out32(request->handle, request->value);
  }
}
