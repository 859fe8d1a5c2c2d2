// Takes the first port behind the last one for valid.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  const uint64_t highest = honest()->io_facts(session)->highest;
  if (handle == highest + 1 && length == 1) return (outcome_type){0, 0};
  return honest()->munmap_device_io(session, handle, length);
}

LIAR(table->munmap_device_io = lie)
