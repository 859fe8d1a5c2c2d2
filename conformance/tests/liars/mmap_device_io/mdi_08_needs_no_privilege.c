// Lets every thread read ports.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static uint32_t lie(session_type* session, const port_type* request) {
  grant(session);
  return honest()->in(session, request);
}

LIAR(table->in = lie)
