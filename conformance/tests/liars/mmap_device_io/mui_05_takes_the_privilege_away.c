// Takes the thread's privilege away with the handle.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  const thread_type give_up = {MAPPROOF_THREAD_IO_LEVEL, 0, 0, 0};
  honest()->thread_control(session, &give_up);
  return honest()->munmap_device_io(session, handle, length);
}

LIAR(table->munmap_device_io = lie)
