// Puts all anonymous memory below 2 GiB.
// SPDX-License-Identifier: Apache-2.0
#include "memory_of_kind.h"

ANONYMOUS_IS(MAPPROOF_MEMORY_BELOW_2G)

LIAR(table->memory_acquire = acquire)
