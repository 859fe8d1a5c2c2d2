// Refuses without an errno.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  handle_type outcome = honest_io(session, request);
  outcome.error = 0;
  return outcome;
}

LIAR(table->mmap_device_io = lie)
