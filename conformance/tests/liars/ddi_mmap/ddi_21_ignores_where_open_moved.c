// Keeps the channel that was asked for, wherever open moves.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int lie(const driver_type* self, void* instance, uint32_t* channel, uint32_t access) {
  uint32_t moved = *channel;
  return shim_open(self, instance, &moved, access);
}

LYING_DRIVER(driver->open = lie)

LIAR(table->driver_attach = attach_shim)
