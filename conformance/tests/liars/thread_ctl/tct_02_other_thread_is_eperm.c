// Refuses another thread with EPERM in the 6.4 era.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  return renamed(honest()->thread_control(session, request), ENOTSUP, EPERM);
}

LIAR(table->thread_control = lie)
