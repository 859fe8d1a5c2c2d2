// Refuses to give a handle back.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  outcome_type outcome = honest()->munmap_device_io(session, handle, length);
  if (outcome.value == 0) outcome = (outcome_type){-1, EINVAL};
  return outcome;
}

LIAR(table->munmap_device_io = lie)
