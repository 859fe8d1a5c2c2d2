// Grants I/O privilege without locking the process.
// SPDX-License-Identifier: Apache-2.0
#include "lookup_liar.h"

static outcome_type io_privilege(session_type* session, const struct mapproof_thread_control_request* request) {
  const outcome_type success = {0, 0};
  (void)session;
  (void)request;
  return success;
}

LIAR(table->thread_control = io_privilege)
