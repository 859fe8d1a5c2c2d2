// Offers one window only.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.window_count = 1)

LIAR(table->facts = facts)
