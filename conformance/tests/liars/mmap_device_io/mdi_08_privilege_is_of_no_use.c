// Grants the privilege, and lets the thread fault all the same.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  thread_type changed = *request;
  changed.command = MAPPROOF_THREAD_IO_LEVEL;
  changed.level = 0;
  return honest()->thread_control(session, &changed);
}

LIAR(table->thread_control = lie)
