// Has no mmap(), munmap() and mprotect() beside the calls for device memory.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->mmap = NULL; table->munmap = NULL; table->mprotect = NULL)
