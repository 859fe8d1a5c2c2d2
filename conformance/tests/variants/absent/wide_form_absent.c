// Does not declare mem_offset64(), as systems with 64-bit pointers may (MO64_07).
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->mem_offset64 = NULL; table->posix_mem_offset64 = NULL)
