// Answers a refusal with the errno itself.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  outcome_type outcome = honest()->munmap_device_io(session, handle, length);
  if (outcome.value == -1) outcome.value = outcome.error;
  return outcome;
}

LIAR(table->munmap_device_io = lie)
