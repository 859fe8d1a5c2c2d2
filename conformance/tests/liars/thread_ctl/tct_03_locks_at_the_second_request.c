// Locks the process only when the privilege is asked for again.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  static int asked;
  return ++asked > 1 ? honest()->thread_control(session, request) : (outcome_type){0, 0};
}

LIAR(table->thread_control = lie)
