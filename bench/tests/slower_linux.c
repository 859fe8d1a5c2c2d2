/* The linux backend with one more system call in each map and each lookup: the slow-down that must not go unnoticed.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <mapproof/backend.h>
#include <sys/syscall.h>
#include <unistd.h>

const struct mapproof_backend* mapproof_linux_entry(void);
MAPPROOF_EXPORT const struct mapproof_backend* mapproof_backend_entry(void);

static struct mapproof_address_outcome map(struct mapproof_session* session,
                                           const struct mapproof_map_request* request) {
  syscall(SYS_getppid);
  return mapproof_linux_entry()->mmap_device_memory(session, request);
}

static struct mapproof_status_outcome look_up(struct mapproof_session* session,
                                              const struct mapproof_offset_request* request) {
  syscall(SYS_getppid);
  return mapproof_linux_entry()->mem_offset64(session, request);
}

const struct mapproof_backend* mapproof_backend_entry(void) {
  static struct mapproof_backend table;
  table = *mapproof_linux_entry();
  table.mmap_device_memory = map;
  table.mem_offset64 = look_up;
  return &table;
}
