// Refuses a caller without the ability with EACCES.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  return renamed(honest()->thread_control(session, request), EPERM, EACCES);
}

LIAR(table->thread_control = lie)
