// Lets every thread read ports once one of them may.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static int granted;

static outcome_type grant_to_all(session_type* session, const thread_type* request) {
  const outcome_type outcome = honest()->thread_control(session, request);
  granted = granted || outcome.value == 0;
  return outcome;
}

static uint32_t lie(session_type* session, const port_type* request) {
  if (granted) grant(session);
  return honest()->in(session, request);
}

LIAR(table->thread_control = grant_to_all; table->in = lie)
