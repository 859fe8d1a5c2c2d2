/* mem_offset() and its neighbours. What the system does not write stays as the caller left it.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>

#include "native.h"

/* Runs `call` with a native result variable `native` (or NULL) and hands its value on, written or not. */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type cannot stand in parentheses */
#define WITH_NATIVE_OFFSET(type, call)                                \
  type native = request->offset != NULL ? (type)*request->offset : 0; \
  type* const result = request->offset != NULL ? &native : NULL;      \
  errno = 0;                                                          \
  const int value = (call);                                           \
  const struct mapproof_status_outcome outcome = {value, errno};      \
  if (result != NULL) *request->offset = (int64_t)native;             \
  return outcome
/* NOLINTEND(bugprone-macro-parentheses) */

struct mapproof_status_outcome mapproof_qnx_mem_offset(struct mapproof_session* session,
                                                       const struct mapproof_offset_request* request) {
  (void)session;
  WITH_NATIVE_OFFSET(off_t, mem_offset(request->address, request->fd, request->length, result, request->contig_length));
}

struct mapproof_status_outcome mapproof_qnx_posix_mem_offset(struct mapproof_session* session,
                                                             const struct mapproof_offset_request* request) {
  (void)session;
  WITH_NATIVE_OFFSET(
      off_t, posix_mem_offset(request->address, request->length, result, request->contig_length, request->fildes));
}

#ifndef MAPPROOF_QNX_WITHOUT_64
struct mapproof_status_outcome mapproof_qnx_mem_offset64(struct mapproof_session* session,
                                                         const struct mapproof_offset_request* request) {
  (void)session;
  WITH_NATIVE_OFFSET(off64_t,
                     mem_offset64(request->address, request->fd, request->length, result, request->contig_length));
}

struct mapproof_status_outcome mapproof_qnx_posix_mem_offset64(struct mapproof_session* session,
                                                               const struct mapproof_offset_request* request) {
  (void)session;
  WITH_NATIVE_OFFSET(
      off64_t, posix_mem_offset64(request->address, request->length, result, request->contig_length, request->fildes));
}
#endif
