// Never gives two neighbouring pages neighbouring frames.
// SPDX-License-Identifier: Apache-2.0
#include "memory_of_kind.h"

ANONYMOUS_IS(MAPPROOF_MEMORY_FRAGMENTED)

LIAR(table->memory_acquire = acquire)
