// Offers registers only: no window gives back what was stored to it.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i].is_memory = 0)

LIAR(table->facts = facts)
