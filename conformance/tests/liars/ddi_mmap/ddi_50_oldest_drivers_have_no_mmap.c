// Attaches drivers from before DDI 5, and says then that they have no mmap entry point.
// SPDX-License-Identifier: Apache-2.0
#include "driver_shim.h"

LYING_DRIVER(if (inner->ddi_version < 50) driver->mmap_before_8 = NULL)

LIAR(table->driver_attach = attach_shim)
