// Leaves it to the driver to refuse a channel.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

static int refuse_beyond(const driver_type* self, void* instance, uint32_t* channel, uint32_t access) {
  const int error = shim_open(self, instance, channel, access);
  return *channel < inner_of(self)->channel_count ? error : ENXIO;
}

LYING_DRIVER(driver->channel_count = UINT32_MAX; driver->open = refuse_beyond)

LIAR(table->driver_attach = attach_shim)
