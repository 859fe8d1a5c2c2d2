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

static int64_t operate(const struct mapproof_file_request* request) {
  unsigned char bytes[64] = {0};
  const size_t count = request->amount < sizeof bytes ? (size_t)request->amount : sizeof bytes;
  switch (request->operation) {
    case MAPPROOF_FILE_TRUNCATE:
      return ftruncate(request->fd, (off_t)request->amount);
    case MAPPROOF_FILE_SEEK:
      return lseek(request->fd, (off_t)request->amount, SEEK_SET);
    case MAPPROOF_FILE_READ:
      return read(request->fd, bytes, count);
    default:
      return write(request->fd, bytes, count);
  }
}

struct mapproof_status_outcome mapproof_qnx_file_operation(struct mapproof_session* session,
                                                           const struct mapproof_file_request* request) {
  (void)session;
  errno = 0;
  const int value = operate(request) == -1 ? -1 : 0;
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_close_descriptor(struct mapproof_session* session, int fd) {
  (void)session;
  errno = 0;
  const int value = close(fd);
  return (struct mapproof_status_outcome){value, errno};
}
