// Gives all anonymous memory one physical run, as a system with large pages may.
// SPDX-License-Identifier: Apache-2.0
#include "memory_of_kind.h"

ANONYMOUS_IS(MAPPROOF_MEMORY_CONTIGUOUS)

LIAR(table->memory_acquire = acquire)
