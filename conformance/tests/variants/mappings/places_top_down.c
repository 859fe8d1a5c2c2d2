// Places each mapping 16 MiB below the one before.
// SPDX-License-Identifier: Apache-2.0
#include "placing.h"

PLACES(0x300000000000ull, 0 - 16 * MIB)

LIAR(table->mmap_device_memory = map)
