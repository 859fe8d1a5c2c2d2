// Puts all anonymous memory above 4 GiB, out of reach of an off_t of 32 bits.
// SPDX-License-Identifier: Apache-2.0
#include "memory_of_kind.h"

ANONYMOUS_IS(MAPPROOF_MEMORY_ABOVE_4G)

LIAR(table->memory_acquire = acquire)
