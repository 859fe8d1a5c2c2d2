// Offers windows of one page each.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i].length = told.page_size)

LIAR(table->facts = facts)
