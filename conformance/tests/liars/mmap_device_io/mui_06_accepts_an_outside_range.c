// Accepts a range that no process has.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  if (handle + length < handle) return (outcome_type){0, 0};
  return honest()->munmap_device_io(session, handle, length);
}

LIAR(table->open = open_with_addresses; table->munmap_device_io = lie)
