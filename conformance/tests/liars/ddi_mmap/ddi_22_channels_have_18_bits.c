// Knows channels of 18 bits, as minor numbers were.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

LYING_DRIVER(if (driver->channel_count > 1u << 18) driver->channel_count = 1u << 18)

LIAR(table->driver_attach = attach_shim)
