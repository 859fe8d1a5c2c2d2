// Does not know how its windows are cached.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i].with_nocache = windows[i].without_nocache =
         MAPPROOF_CACHING_UNKNOWN)

LIAR(table->facts = facts)
