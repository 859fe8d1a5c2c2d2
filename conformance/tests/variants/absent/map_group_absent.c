// Offers lookups and locks only.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->mmap_device_memory = NULL; table->munmap_device_memory = NULL; table->munmap_flags = NULL)
