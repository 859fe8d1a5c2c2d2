// Places each mapping 1 GiB above the one before, and none where one has been.
// SPDX-License-Identifier: Apache-2.0
#include "placing.h"

PLACES(0x100000000000ull, GIB)

LIAR(table->mmap_device_memory = map)
