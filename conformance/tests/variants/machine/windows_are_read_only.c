// Offers windows that may only be read.
// SPDX-License-Identifier: Apache-2.0
#include "variants/variant.h"

TELL(for (size_t i = 0; i < told.window_count; ++i) windows[i].protection = MAPPROOF_PROT_READ)

LIAR(table->facts = facts)
