// A machine without ports: mmap_device_io() maps device memory.
// SPDX-License-Identifier: Apache-2.0
#include "device_io_liar.h"

LIAR(table->open = open_with_addresses)
