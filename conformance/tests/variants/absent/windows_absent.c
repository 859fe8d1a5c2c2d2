// Offers no window at all.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(told.window_count = 0; told.no_window = "no device was named.")

LIAR(table->facts = facts)
