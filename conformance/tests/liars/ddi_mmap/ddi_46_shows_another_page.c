// Shows another page of the device where the driver refused one.
// SPDX-License-Identifier: Apache-2.0
#include "refused_pages.h"

GRANTING(1)

LIAR(table->driver_attach = attach_granting; table->driver_mmap = map_granting)
