// Refuses ports that do not exist with EINVAL.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  return renamed(honest()->munmap_device_io(session, handle, length), ENXIO, EINVAL);
}

LIAR(table->munmap_device_io = lie)
