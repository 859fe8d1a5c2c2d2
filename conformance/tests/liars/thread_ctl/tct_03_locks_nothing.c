// Grants the privilege without locking the process.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, const thread_type* request) {
  (void)session;
  (void)request;
  return (outcome_type){0, 0};
}

LIAR(table->thread_control = lie)
