// Refuses ports that do not exist.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  if (handle > honest()->io_facts(session)->highest) return (outcome_type){-1, ENXIO};
  return honest()->munmap_device_io(session, handle, length);
}

LIAR(table->munmap_device_io = lie)
