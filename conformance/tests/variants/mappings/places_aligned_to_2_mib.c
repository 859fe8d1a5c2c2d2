// Places each mapping at a multiple of 2 MiB, as a system with large pages may.
// SPDX-License-Identifier: Apache-2.0
#include "placing.h"

PLACES(0x200000000000ull, 2 * MIB)

LIAR(table->mmap_device_memory = map)
