/* The mlock() family, and ThreadCtl() with its side effect of locking all memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/neutrino.h>

#include "native.h"

struct mapproof_status_outcome mapproof_qnx_mlock(struct mapproof_session* session,
                                                  const struct mapproof_lock_request* request) {
  (void)session;
  errno = 0;
  const int value = mlock(request->address, request->length);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_munlock(struct mapproof_session* session,
                                                    const struct mapproof_lock_request* request) {
  (void)session;
  errno = 0;
  const int value = munlock(request->address, request->length);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_mlockall(struct mapproof_session* session,
                                                     const struct mapproof_lock_all_request* request) {
  (void)session;
  int flags = (int)request->raw_flags;
  if (request->flags & MAPPROOF_LOCK_CURRENT) flags |= MCL_CURRENT;
  if (request->flags & MAPPROOF_LOCK_FUTURE) flags |= MCL_FUTURE;
  errno = 0;
  const int value = mlockall(flags);
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_munlockall(struct mapproof_session* session) {
  (void)session;
  errno = 0;
  const int value = munlockall();
  return (struct mapproof_status_outcome){value, errno};
}

struct mapproof_status_outcome mapproof_qnx_thread_control(struct mapproof_session* session,
                                                           const struct mapproof_thread_control_request* request) {
  (void)session;
  /* ThreadCtl() has no parameter for another thread: the caller is the only one that it can name. */
  if (request->thread != 0) return (struct mapproof_status_outcome){-1, ENOTSUP};
  void* data = NULL;
  int command = _NTO_TCTL_IO;
  if (request->command == MAPPROOF_THREAD_IO_LEVEL) {
    command = _NTO_TCTL_IO_LEVEL;
    data = (void*)(uintptr_t)request->level;
  }
  errno = 0;
  const int value = ThreadCtl(command, data);
  return (struct mapproof_status_outcome){value, errno};
}
