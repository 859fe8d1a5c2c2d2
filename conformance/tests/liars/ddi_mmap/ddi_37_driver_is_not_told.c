// Does not tell the driver that its resources have changed.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

LYING_DRIVER(driver->config_modify = NULL)

LIAR(table->driver_attach = attach_shim)
