/* Typed memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "native.h"

struct mapproof_status_outcome mapproof_qnx_typed_open(struct mapproof_session* session,
                                                       const struct mapproof_typed_open_request* request) {
  (void)session;
  const int writes = (request->access & MAPPROOF_PROT_WRITE) != 0;
  const int reads = (request->access & MAPPROOF_PROT_READ) != 0;
  const int mode = writes ? (reads ? O_RDWR : O_WRONLY) : O_RDONLY;
  int tflag = (int)request->raw_tflag;
  if (request->tflag & MAPPROOF_TYPED_ALLOCATE) tflag |= POSIX_TYPED_MEM_ALLOCATE;
  if (request->tflag & MAPPROOF_TYPED_ALLOCATE_CONTIG) tflag |= POSIX_TYPED_MEM_ALLOCATE_CONTIG;
  if (request->tflag & MAPPROOF_TYPED_ALLOCATABLE) tflag |= POSIX_TYPED_MEM_MAP_ALLOCATABLE;
  errno = 0;
  const int value = posix_typed_mem_open(request->name, mode | (int)request->raw_oflag, tflag);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_typed_info(struct mapproof_session* session,
                                                       const struct mapproof_typed_info_request* request) {
  (void)session;
  struct posix_typed_mem_info info = {0};
  errno = 0;
  const int value = posix_typed_mem_get_info(request->fd, &info);
  const int error = errno;
  if (value != -1) *request->length = info.posix_tmi_length;
  return (struct mapproof_status_outcome){value, error};
}

struct mapproof_status_outcome mapproof_qnx_close_descriptor(struct mapproof_session* session, int fd) {
  (void)session;
  errno = 0;
  const int value = close(fd);
  return (struct mapproof_status_outcome){value, errno};
}
