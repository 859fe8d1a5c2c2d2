// Does nothing and answers 0, as where handles are ports.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

static outcome_type lie(session_type* session, uintptr_t handle, size_t length) {
  (void)session;
  (void)handle;
  (void)length;
  return (outcome_type){0, 0};
}

LIAR(table->open = open_with_addresses; table->munmap_device_io = lie)
