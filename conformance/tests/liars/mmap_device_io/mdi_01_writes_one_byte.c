// Writes one byte, however wide the access is.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static void lie(session_type* session, const port_type* request) {
  port_type changed = *request;
  changed.width = 1;
  honest()->out(session, &changed);
}

LIAR(table->out = lie)
