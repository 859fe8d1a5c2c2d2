// Answers with the handle of the next io address.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static handle_type lie(session_type* session, const io_type* request) {
  handle_type outcome = honest_io(session, request);
  if (outcome.value != UINTPTR_MAX) ++outcome.value;
  return outcome;
}

LIAR(table->mmap_device_io = lie)
