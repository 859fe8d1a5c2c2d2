// Calls wrong flags ENOTSUP.
// SPDX-License-Identifier: Apache-2.0
#include "posix_liar.h"

static status_type lock_everything(session_type* session, const lock_all_type* request) {
  return renamed(honest()->mlockall(session, request), EINVAL, ENOTSUP);
}

LIAR(table->mlockall = lock_everything)
