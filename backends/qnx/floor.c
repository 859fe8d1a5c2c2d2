/* The least that the system needs for the same effect: mmap() with MAP_PHYS, and munmap().
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>

#include "native.h"

struct mapproof_status_outcome mapproof_qnx_empty(struct mapproof_session* session) {
  (void)session;
  return (struct mapproof_status_outcome){0, 0};
}

struct mapproof_address_outcome mapproof_qnx_floor_map(struct mapproof_session* session,
                                                       const struct mapproof_map_request* request) {
  (void)session;
  const int fixed = (request->flags & MAPPROOF_MAP_FIXED) != 0 ? MAP_FIXED : 0;
  errno = 0;
  void* const value =
      MAPPROOF_QNX_MMAP(request->address, request->length, mapproof_qnx_protection(request->protection, 0),
                        MAP_PHYS | MAP_SHARED | fixed, NOFD, (mapproof_qnx_wide_offset)request->physical);
  return (struct mapproof_address_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_floor_unmap(struct mapproof_session* session,
                                                        const struct mapproof_unmap_request* request) {
  return mapproof_qnx_munmap(session, request);
}
